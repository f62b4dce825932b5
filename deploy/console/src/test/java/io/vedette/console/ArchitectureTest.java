package io.vedette.console;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.vedette.console", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
    @ArchTest
    static final ArchRule MODULE_KNOWS_ONLY_CORE = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.vedette.runtime..", "io.vedette.trainer..", "io.vedette.agent..", "io.vedette.simulator..");

    @ArchTest
    static final ArchRule DATABASE_STAYS_IN_STORE =
            outside("store", "org.jdbi..", "org.flywaydb..", "org.h2..", "com.zaxxer..", "java.sql..");

    @ArchTest
    static final ArchRule MQTT_STAYS_IN_BROKER = outside("broker", "com.hivemq..", "org.eclipse.paho..");

    @ArchTest
    static final ArchRule HTTP_STAYS_IN_WEB =
            outside("web", "io.micronaut..", "reactor..", "org.reactivestreams..", "io.swagger..");

    @ArchTest
    static final ArchRule COMMAND_LINE_STAYS_IN_WIRING = outside("wiring", "picocli..");

    @ArchTest
    static final ArchRule FLEET_KNOWS_NO_OTHER_ROOM =
            strangers("fleet", "drift", "telemetry", "store", "broker", "web", "wiring");

    @ArchTest
    static final ArchRule DRIFT_KNOWS_ONLY_FLEET = strangers("drift", "telemetry", "store", "broker", "web", "wiring");

    @ArchTest
    static final ArchRule TELEMETRY_KNOWS_ONLY_FLEET =
            strangers("telemetry", "drift", "store", "broker", "web", "wiring");

    @ArchTest
    static final ArchRule STORE_KNOWS_ONLY_ITS_OWNERS = strangers("store", "drift", "broker", "web", "wiring");

    @ArchTest
    static final ArchRule BROKER_KNOWS_NO_OTHER_ROOM =
            strangers("broker", "fleet", "drift", "telemetry", "store", "web", "wiring");

    @ArchTest
    static final ArchRule WEB_KNOWS_NEITHER_STORE_NOR_BROKER = strangers("web", "store", "broker", "wiring");

    private static ArchRule outside(String room, String... libraries) {
        return noClasses()
                .that()
                .resideOutsideOfPackage("io.vedette.console." + room + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(libraries);
    }

    private static ArchRule strangers(String room, String... others) {
        String[] packages = new String[others.length];
        for (int i = 0; i < others.length; i++) {
            packages[i] = "io.vedette.console." + others[i] + "..";
        }
        return noClasses()
                .that()
                .resideInAPackage("io.vedette.console." + room + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(packages);
    }
}
