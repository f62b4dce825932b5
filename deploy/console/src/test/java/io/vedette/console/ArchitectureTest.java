package io.vedette.console;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;
import java.util.TreeSet;

@AnalyzeClasses(packages = "io.vedette.console", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
    private static final Set<String> ROOMS = Set.of(
            "fleet",
            "drift",
            "telemetry",
            "artifact",
            "deployment",
            "store",
            "broker",
            "web",
            "client",
            "worker",
            "wiring");

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
    static final ArchRule PROGRESS_BAR_STAYS_IN_WIRING = outside("wiring", "me.tongfei..");

    @ArchTest
    static final ArchRule WORKER_KNOWS_NO_OTHER_ROOM = onlyKnows("worker");

    @ArchTest
    static final ArchRule FLEET_KNOWS_NO_OTHER_ROOM = onlyKnows("fleet");

    @ArchTest
    static final ArchRule DRIFT_KNOWS_ONLY_FLEET = onlyKnows("drift", "fleet");

    @ArchTest
    static final ArchRule TELEMETRY_KNOWS_FLEET_AND_WORKER = onlyKnows("telemetry", "fleet", "worker");

    @ArchTest
    static final ArchRule ARTIFACT_KNOWS_ONLY_WORKER = onlyKnows("artifact", "worker");

    @ArchTest
    static final ArchRule DEPLOYMENT_KNOWS_FLEET_AND_ARTIFACT = onlyKnows("deployment", "fleet", "artifact");

    @ArchTest
    static final ArchRule STORE_KNOWS_ONLY_ITS_OWNERS =
            onlyKnows("store", "fleet", "telemetry", "artifact", "deployment");

    @ArchTest
    static final ArchRule BROKER_KNOWS_NO_OTHER_ROOM = onlyKnows("broker");

    @ArchTest
    static final ArchRule WEB_KNOWS_NEITHER_STORE_NOR_BROKER =
            onlyKnows("web", "fleet", "drift", "telemetry", "artifact", "deployment");

    @ArchTest
    static final ArchRule CLIENT_KNOWS_ONLY_WHAT_WEB_SAYS = onlyKnows("client", "fleet", "web");

    private static ArchRule outside(String room, String... libraries) {
        return noClasses()
                .that()
                .resideOutsideOfPackage("io.vedette.console." + room + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(libraries);
    }

    private static ArchRule onlyKnows(String room, String... others) {
        Set<String> strangers = new TreeSet<>(ROOMS);
        strangers.remove(room);
        strangers.removeAll(Set.of(others));
        return noClasses()
                .that()
                .resideInAPackage("io.vedette.console." + room + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(strangers.stream()
                        .map(stranger -> "io.vedette.console." + stranger + "..")
                        .toArray(String[]::new));
    }
}
