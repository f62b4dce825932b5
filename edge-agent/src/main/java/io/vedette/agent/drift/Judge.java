package io.vedette.agent.drift;

import io.vedette.agent.health.ErrorLog;
import io.vedette.agent.storage.Storage;
import io.vedette.core.contract.CameraHealth;
import io.vedette.core.contract.DriftReport;
import io.vedette.core.drift.Bootstrap;
import io.vedette.core.drift.DriftReference;
import io.vedette.core.drift.NumberReference;
import io.vedette.core.drift.Signal;
import io.vedette.core.drift.SignalReport;
import io.vedette.core.drift.Verdict;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Judges a camera's windows one after the other, and commissions the camera where that is wanted. For one thread; {@link #latest()} for any. */
final class Judge {
    /** Samples between two findings that are told though the verdict is the same. */
    private static final int TELL_EVERY = 30;

    private final DriftMonitor.Setup setup;
    private final DriftReference reference;
    private final Scene scene;
    private final Consumer<DriftFinding> listener;
    private final InstantSource clock;
    private final WindowComparison comparison;
    private final @Nullable EntropyWatch entropy;

    private @Nullable Commissioning commissioning;
    private @Nullable CommissionedInput commissioned;
    private boolean isSceneKnown;
    private byte[] sceneMean = new byte[0];
    private VerdictHold hold = VerdictHold.NONE;
    private long seenOutputs;
    private long seenInputs;
    private long toldSamples;
    private @Nullable Diagnosis told;
    private volatile @Nullable DriftFinding latest;

    Judge(
            DriftMonitor.Setup setup,
            Scene scene,
            Consumer<DriftFinding> listener,
            ErrorLog errors,
            InstantSource clock) {
        this.setup = setup;
        this.reference = setup.reference();
        this.scene = scene;
        this.listener = listener;
        this.clock = clock;
        this.comparison = new WindowComparison(reference);
        this.entropy = reference
                .findNumber(Signal.ENTROPY)
                .map(number -> new EntropyWatch(
                        number, reference.window(), setup.options().adwinDelta()))
                .orElse(null);
        CommissioningOptions wanted = setup.options().commissioning();
        if (wanted != null) {
            restoreOrBegin(wanted, new CommissioningFile(requireStorage(setup), setup.camera(), errors));
        }
    }

    private static Storage requireStorage(DriftMonitor.Setup setup) {
        Storage storage = setup.storage();
        if (storage == null) {
            throw new IllegalArgumentException("camera " + setup.camera() + " is to be commissioned without a storage");
        }
        return storage;
    }

    private void restoreOrBegin(CommissioningOptions wanted, CommissioningFile file) {
        CommissioningBasis basis = CommissioningBasis.of(setup);
        Optional<CommissionedInput> kept =
                file.read().filter(input -> input.basis().equals(basis));
        if (kept.isPresent()) {
            commissioned = kept.get();
            scene.know(kept.get().scenePixels());
            return;
        }
        Commissioning begun = new Commissioning(wanted, basis, file);
        commissioning = begun;
        scene.beginToLearn();
        file.readProgress().filter(progress -> progress.basis().equals(basis)).ifPresent(progress -> {
            begun.resume(progress);
            isSceneKnown = true;
            sceneMean = progress.scenePixels();
            scene.know(sceneMean);
        });
    }

    /** Judges a window, and tells what was found if that is due. */
    void judge(Snapshot snapshot) {
        commission(snapshot.inputs());
        watchEntropy(snapshot.outputs());
        List<SignalChange> changes =
                comparison.compare(snapshot.labels(), snapshot.outputs(), snapshot.inputs(), inputNumbers()).stream()
                        .map(this::withAdwin)
                        .toList();
        hold = hold.next(Diagnosis.of(changes, reference.labels(), snapshot.health()));
        long samples = snapshot.outputs().total() + snapshot.inputs().total();
        if (samples == 0 && snapshot.health() == CameraHealth.State.STARTING) {
            return;
        }
        DriftFinding finding =
                finding(snapshot, changes.stream().map(SignalChange::report).toList());
        latest = finding;
        if (isToBeTold(snapshot)) {
            toldSamples = newest(snapshot);
            told = hold.told();
            listener.accept(finding);
        }
    }

    private static long newest(Snapshot snapshot) {
        return Math.max(snapshot.outputs().total(), snapshot.inputs().total());
    }

    private boolean isToBeTold(Snapshot snapshot) {
        Diagnosis before = told;
        boolean isNews = before == null
                || before.verdict() != hold.told().verdict()
                || before.cause() != hold.told().cause();
        boolean isLastWord = snapshot.isLast() && newest(snapshot) > toldSamples;
        return isNews || isLastWord || newest(snapshot) - toldSamples >= TELL_EVERY;
    }

    /** What the inputs are compared with: until the camera is commissioned, what the trainer saw. */
    private List<NumberReference> inputNumbers() {
        CommissionedInput own = commissioned;
        if (own != null) {
            return own.numbers();
        }
        return reference.numbers().stream()
                .filter(number -> number.signal().isInput())
                .toList();
    }

    private void commission(SampleTable inputs) {
        int fresh = inputs.countSince(seenInputs);
        seenInputs = inputs.total();
        Commissioning running = commissioning;
        if (running == null) {
            return;
        }
        running.accept(inputs, fresh);
        if (!isSceneKnown && running.isSceneSeen()) {
            isSceneKnown = true;
            sceneMean = scene.know();
        }
        if (running.isComplete()) {
            complete(running);
        } else if (isSceneKnown) {
            running.save(sceneMean);
        }
    }

    private void complete(Commissioning running) {
        Bootstrap bootstrap = new Bootstrap(
                reference.budget(), tests(), new Random(setup.camera().hashCode()));
        CommissionedInput input = new CommissionedInput(
                CommissionedInput.SCHEMA,
                CommissioningBasis.of(setup),
                clock.instant(),
                running.samples(),
                running.numbers(bootstrap, reference.window()),
                Base64.getEncoder().encodeToString(sceneMean));
        running.keep(input);
        commissioned = input;
        commissioning = null;
    }

    /** Statistics that are judged side by side: two of each number and of the class mix, one of the embedding. */
    private int tests() {
        long numbers = reference.numbers().stream()
                .filter(number -> !number.signal().isInput())
                .count();
        return (int) (2 * (numbers + SampleForm.INPUTS.size()) + 3);
    }

    private void watchEntropy(SampleTable outputs) {
        EntropyWatch watch = entropy;
        if (watch != null) {
            for (double value : outputs.newest(SampleForm.ENTROPY, outputs.countSince(seenOutputs))) {
                watch.accept(value);
            }
        }
        seenOutputs = outputs.total();
    }

    private SignalChange withAdwin(SignalChange change) {
        EntropyWatch watch = entropy;
        return watch == null || change.signal() != Signal.ENTROPY
                ? change
                : new SignalChange(watch.addTo(change.report()), change.usual(), change.now());
    }

    private DriftFinding finding(Snapshot snapshot, List<SignalReport> signals) {
        CommissionedInput own = commissioned;
        Diagnosis found = hold.told();
        Commissioning running = commissioning;
        String explanation = running == null
                ? found.explanation()
                : found.explanation() + ". The camera is being commissioned: " + running.samples() + " of "
                        + running.wanted() + " samples";
        return new DriftFinding(
                setup.camera(),
                window(snapshot),
                new DriftReport.Reference(
                        own == null ? setup.referenceId() : own.wholeId(setup.referenceId()),
                        reference.samples(),
                        own != null),
                found.verdict(),
                found.verdict().compareTo(Verdict.WARNING) >= 0 ? found.cause() : null,
                explanation,
                reference.labels(),
                signals);
    }

    private DriftReport.Window window(Snapshot snapshot) {
        long now = clock.millis();
        long from = Stream.of(snapshot.outputs(), snapshot.inputs())
                .filter(table -> table.size() > 0)
                .mapToLong(table -> table.timesMs()[Math.max(0, table.size() - reference.window())])
                .min()
                .orElse(now);
        int samples = Math.max(
                Math.min(reference.window(), snapshot.outputs().size()),
                Math.min(reference.window(), snapshot.inputs().size()));
        return new DriftReport.Window(Instant.ofEpochMilli(from), Instant.ofEpochMilli(now), samples);
    }

    Optional<DriftFinding> latest() {
        return Optional.ofNullable(latest);
    }
}
