/** Published releases: their bundles' files on disk, and the chunks in which devices fetch them. */
@NullMarked
package io.vedette.console.artifact;

import org.jspecify.annotations.NullMarked;
