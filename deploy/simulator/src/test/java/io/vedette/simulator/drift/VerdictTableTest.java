package io.vedette.simulator.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.core.bundle.BundleLimits;
import io.vedette.core.bundle.BundleReader;
import io.vedette.core.bundle.ModelBundle;
import io.vedette.core.drift.Cause;
import io.vedette.core.drift.DriftReference;
import io.vedette.core.drift.Verdict;
import io.vedette.core.trust.TrustedKeys;
import io.vedette.core.trust.VerifyingKey;
import io.vedette.simulator.belt.BeltCommand;
import io.vedette.simulator.parts.PartsCommand;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What a device says of belts on which something changes, and of one on which nothing does; the long test prints the table of it. */
class VerdictTableTest {
    /** Items of a window for what is one number a sample. */
    private static final int WINDOW = DriftReference.WINDOW;

    /** Samples after which a device tells its verdict anew though it is the same. */
    private static final int TOLD_EVERY = 30;

    private static final int UNCHANGED_WINDOWS = 20;
    private static final int LEAST_RIGHT_CAUSES = 4;

    @TempDir
    private Path folder = Path.of("");

    private @Nullable DriftOnBelt device;

    /**
     * Something that changes.
     *
     * @param before items that pass before it
     * @param allowed items that may pass until the alarm
     */
    private record Change(String what, int before, int allowed, Cause cause) {}

    /**
     * What was said of it.
     *
     * @param isEarly whether there was an alarm though nothing had changed
     * @param alarm the first after it
     */
    private record Outcome(Change change, boolean isEarly, Optional<DriftOnBelt.Told> alarm) {
        int itemsUntilAlarm() {
            return alarm.map(told -> told.items() - change.before()).orElse(Integer.MAX_VALUE);
        }

        boolean isCauseRight() {
            return alarm.filter(told -> told.finding().cause() == change.cause())
                    .isPresent();
        }

        String line() {
            String words = alarm.map(told -> told.finding().explanation()).orElse("");
            return String.format(
                    Locale.ROOT,
                    "%-22s %8s %8d  %-11s %-11s %-5s  %s",
                    change.what().replaceFirst("/.*/", ""),
                    alarm.isPresent() ? itemsUntilAlarm() : "never",
                    change.allowed(),
                    change.cause(),
                    alarm.map(told -> String.valueOf(told.finding().cause())).orElse("none"),
                    isCauseRight() ? "right" : "wrong",
                    words.contains(";") ? words.substring(0, words.indexOf(';')) : words);
        }
    }

    /**
     * What was said of a belt on which nothing changes.
     *
     * @param items that passed
     * @param judged what was said once there was enough to judge by
     */
    private record Unchanged(int items, List<DriftOnBelt.Told> told, List<DriftOnBelt.Told> judged) {
        static Unchanged of(int items, List<DriftOnBelt.Told> told) {
            return new Unchanged(
                    items,
                    told,
                    told.stream()
                            .filter(each -> each.finding().verdict() != Verdict.INSUFFICIENT)
                            .toList());
        }

        /** Windows without a common item between the first verdict and the last; the first has one behind it. */
        int windows() {
            return judged.isEmpty() ? 0 : 1 + (last().items() - judged.get(0).items()) / WINDOW;
        }

        DriftOnBelt.Told last() {
            return judged.get(judged.size() - 1);
        }

        long count(Verdict verdict) {
            return told.stream()
                    .filter(each -> each.finding().verdict() == verdict)
                    .count();
        }

        String line() {
            return String.format(
                    Locale.ROOT,
                    "%-22s %d windows of %d items judged, in %d verdicts of %d items: %d alarms, %d warnings",
                    "none",
                    windows(),
                    WINDOW,
                    judged.size(),
                    items,
                    count(Verdict.ALARM),
                    count(Verdict.WARNING));
        }

        /** Silence is no proof: the belt was judged from its second window at the latest to its end, and never not. */
        void requireJudgedWithoutAlarm() {
            assertThat(judged).as(line()).isNotEmpty();
            assertThat(judged.get(0).items()).isLessThanOrEqualTo(2 * WINDOW);
            assertThat(told).endsWith(judged.toArray(DriftOnBelt.Told[]::new));
            assertThat(judged).hasSizeGreaterThanOrEqualTo((items - 2 * WINDOW) / TOLD_EVERY);
            assertThat(last().items()).isGreaterThan(items - TOLD_EVERY);
            assertThat(count(Verdict.ALARM)).as(line()).isZero();
        }
    }

    @BeforeEach
    void prepare() throws IOException, URISyntaxException {
        ModelBundle bundle = new BundleReader(
                        new TrustedKeys(List.of(VerifyingKey.fromPem(Files.readString(resource("belt-1.pub"))))),
                        BundleLimits.DEFAULT)
                .read(resource("belt-1.vedette"));
        List<String> kinds = bundle.manifest().labels().stream()
                .filter(label -> !label.equals("empty"))
                .toList();
        PictureSheet.cut(ImageIO.read(resource("pictures.png").toFile()), kinds, folder.resolve("pictures"));
        device = new DriftOnBelt(bundle);
    }

    private static Path resource(String name) throws URISyntaxException {
        return Path.of(Objects.requireNonNull(VerdictTableTest.class.getResource("/belt/" + name))
                .toURI());
    }

    private static void run(Object command, String... arguments) {
        assertThat(new CommandLine(command).execute(arguments)).isZero();
    }

    private List<DriftOnBelt.Told> watch(int items, String... more) throws IOException, InterruptedException {
        Path video = folder.resolve("belt.mp4");
        List<String> arguments =
                new ArrayList<>(List.of("--images", folder.resolve("pictures").toString()));
        arguments.addAll(List.of("--out", video.toString(), "--items", items + "", "--seed", "31"));
        // The camera of the bundle's reference.
        arguments.addAll(List.of("--station", "23", "--width", "320", "--height", "240"));
        arguments.addAll(List.of(more));
        run(new BeltCommand(), arguments.toArray(String[]::new));
        return Objects.requireNonNull(device).watch(video);
    }

    private Unchanged unchanged(int items) throws IOException, InterruptedException {
        return Unchanged.of(items, watch(items));
    }

    private Outcome outcome(Change change) throws IOException, InterruptedException {
        List<DriftOnBelt.Told> alarms =
                watch(change.before() + change.allowed(), "--change", change.before() + ":" + change.what()).stream()
                        .filter(told -> told.finding().verdict() == Verdict.ALARM)
                        .toList();
        return new Outcome(
                change,
                alarms.stream().anyMatch(told -> told.items() <= change.before()),
                alarms.stream().filter(told -> told.items() > change.before()).findFirst());
    }

    @Test
    void verdict_lessLight_isAnAlarmForTheLight() throws IOException, InterruptedException {
        Outcome outcome = outcome(new Change("light=0.6", 60, 60, Cause.LIGHT));

        assertThat(outcome.isEarly()).isFalse();
        assertThat(outcome.isCauseRight()).as(outcome.line()).isTrue();
    }

    @Test
    void verdict_nothingChanges_isGivenToTheEndAndNoAlarm() throws IOException, InterruptedException {
        Unchanged unchanged = unchanged(WINDOW + TOLD_EVERY);

        unchanged.requireJudgedWithoutAlarm();
    }

    @Tag("long")
    @Test
    void verdicts_ofFiveChangesAndNone_comeInTimeAndNameTheCause() throws IOException, InterruptedException {
        Path parts = folder.resolve("parts");
        run(new PartsCommand(), "--out", parts.toString());
        List<Change> changes = List.of(
                new Change("light=0.6", 120, 60, Cause.LIGHT),
                new Change("blur=0.02", 120, 60, Cause.FOCUS),
                new Change("cover=0.9", 120, 60, Cause.COVER),
                new Change("mix=Bag=5,Sneaker=3", 450, 450, Cause.CLASS_MIX),
                new Change("objects=0.5," + parts, 120, 120, Cause.NEW_OBJECT));
        List<Outcome> outcomes = new ArrayList<>();
        for (Change change : changes) {
            outcomes.add(outcome(change));
        }
        Unchanged unchanged = unchanged(UNCHANGED_WINDOWS * WINDOW);

        System.out.println(table(outcomes, unchanged));
        unchanged.requireJudgedWithoutAlarm();
        assertThat(unchanged.last().finding().signals()).noneMatch(signal -> signal.verdict() == Verdict.INSUFFICIENT);
        assertThat(outcomes).noneMatch(Outcome::isEarly);
        assertThat(outcomes)
                .allMatch(
                        outcome -> outcome.itemsUntilAlarm() <= outcome.change().allowed());
        assertThat(outcomes).filteredOn(Outcome::isCauseRight).hasSizeGreaterThanOrEqualTo(LEAST_RIGHT_CAUSES);
    }

    private String table(List<Outcome> outcomes, Unchanged unchanged) {
        String heading = String.format(
                Locale.ROOT,
                "%n%-22s %8s %8s  %-11s %-11s %-5s  %s%n",
                "change",
                "alarm at",
                "allowed",
                "cause",
                "told",
                "",
                "why");
        return heading
                + String.join(
                        "\n",
                        Stream.concat(outcomes.stream().map(Outcome::line), Stream.of(unchanged.line()))
                                .toList());
    }
}
