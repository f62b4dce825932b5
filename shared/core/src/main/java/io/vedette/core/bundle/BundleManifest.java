package io.vedette.core.bundle;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The table of contents of a bundle: everything a device must know to run a model and to know that it is the right one.
 *
 * @param schema version of the manifest's form, {@code major.minor}
 * @param name the line of releases it belongs to
 * @param release its number in that line, growing from 1
 * @param labels the classes in the order of the logits
 * @param embeddingSize length of the embedding that every variant gives beside the logits
 * @param variants the same network in several files
 * @param members every file of the bundle but the manifest and its signature
 * @param driftReference the member with the reference windows of drift detection, where the bundle has one
 */
public record BundleManifest(
        String schema,
        String name,
        int release,
        List<String> labels,
        PreprocessingSpec preprocessing,
        int embeddingSize,
        List<Variant> variants,
        List<GoldenSample> goldenSamples,
        List<BundleMember> members,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String driftReference,
        ModelProvenance provenance) {

    /** The form written today. */
    public static final String SCHEMA = "1.0";

    /** The most labels a bundle may have. */
    public static final int MAX_LABELS = 10_000;

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    public BundleManifest {
        labels = List.copyOf(labels);
        variants = List.copyOf(variants);
        goldenSamples = List.copyOf(goldenSamples);
        members = List.copyOf(members);
        if (!isName(name)) {
            throw new IllegalArgumentException("bundle name is not lower-case letters, digits and dashes: " + name);
        }
        if (release < 1) {
            throw new IllegalArgumentException("release is not 1 or higher: " + release);
        }
        if (labels.size() < 2 || labels.size() > MAX_LABELS) {
            throw new IllegalArgumentException("labels are not 2 to " + MAX_LABELS + ": " + labels.size());
        }
        if (new HashSet<>(labels).size() != labels.size()) {
            throw new IllegalArgumentException("labels repeat: " + labels);
        }
        if (embeddingSize < 1) {
            throw new IllegalArgumentException("embedding size is not positive: " + embeddingSize);
        }
        if (variants.isEmpty()) {
            throw new IllegalArgumentException("a bundle without a variant");
        }
        requireListed(members, variants, goldenSamples, driftReference);
        for (GoldenSample sample : goldenSamples) {
            if (!labels.contains(sample.label())) {
                throw new IllegalArgumentException("golden sample " + sample.path() + " shows '" + sample.label()
                        + "', which is none of the labels " + labels);
            }
            if (sample.logits().size() != labels.size()) {
                throw new IllegalArgumentException("golden sample " + sample.path() + " has "
                        + sample.logits().size() + " logits for " + labels.size() + " labels");
            }
        }
    }

    /** The variant of that id. */
    public Optional<Variant> findVariant(String id) {
        return variants.stream().filter(variant -> variant.id().equals(id)).findFirst();
    }

    private static void requireListed(
            List<BundleMember> members,
            List<Variant> variants,
            List<GoldenSample> goldenSamples,
            @Nullable String driftReference) {
        Set<String> paths = new HashSet<>();
        for (BundleMember member : members) {
            if (!paths.add(member.path())) {
                throw new IllegalArgumentException("member listed twice: " + member.path());
            }
        }
        Set<String> ids = new HashSet<>();
        for (Variant variant : variants) {
            if (!ids.add(variant.id())) {
                throw new IllegalArgumentException("variant id given twice: " + variant.id());
            }
            BundleMember member = members.stream()
                    .filter(candidate -> candidate.path().equals(variant.path()))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("variant " + variant.id() + " is no member"));
            if (!member.sha256().equals(variant.sha256()) || member.sizeBytes() != variant.sizeBytes()) {
                throw new IllegalArgumentException(
                        "variant " + variant.id() + " and member " + member.path() + " differ in size or digest");
            }
        }
        for (GoldenSample sample : goldenSamples) {
            if (!paths.contains(sample.path())) {
                throw new IllegalArgumentException("golden sample is no member: " + sample.path());
            }
        }
        if (driftReference != null && !paths.contains(driftReference)) {
            throw new IllegalArgumentException("drift reference is no member: " + driftReference);
        }
    }

    /** Whether a line of releases can be called so. */
    public static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }
}
