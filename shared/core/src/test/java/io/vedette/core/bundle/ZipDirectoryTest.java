package io.vedette.core.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vedette.core.bundle.BundleException.Check;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZipDirectoryTest {
    private static final int LINK = 0120777;
    private static final int FOLDER = 0040755;
    private static final int REGULAR_FILE = 0100644;

    @TempDir
    private Path folder;

    private ByteBuffer zip = ByteBuffer.allocate(0);

    @BeforeEach
    void readGoodBundle() throws IOException {
        zip = ByteBuffer.wrap(Files.readAllBytes(TestBundles.good(folder))).order(ByteOrder.LITTLE_ENDIAN);
    }

    @Test
    void require_goodBundle_passes() throws IOException {
        Path file = write();

        assertThatCode(() -> ZipDirectory.require(file, BundleLimits.DEFAULT)).doesNotThrowAnyException();
    }

    @Test
    void require_modeOfARegularFile_passes() throws IOException {
        zip.putShort(header() + 40, (short) REGULAR_FILE);
        Path file = write();

        assertThatCode(() -> ZipDirectory.require(file, BundleLimits.DEFAULT)).doesNotThrowAnyException();
    }

    @Test
    void require_linkOrFolder_isRefusedByLinks() throws IOException {
        for (int mode : new int[] {LINK, FOLDER}) {
            zip.putShort(header() + 40, (short) mode);
            assertThat(refusal().check()).as(Integer.toOctalString(mode)).isEqualTo(Check.LINKS);
            assertThat(refusal()).hasMessageContaining(Integer.toOctalString(mode));
        }
    }

    @Test
    void require_sizeOfTwoOrFourGigabytes_isRefusedByLimits() throws IOException {
        for (int size : new int[] {Integer.MAX_VALUE, Integer.MIN_VALUE, -2, -1}) {
            zip.putInt(header() + 24, size);
            assertThat(refusal().check()).as(Integer.toUnsignedString(size)).isEqualTo(Check.LIMITS);
        }
    }

    @Test
    void require_zip64_isRefusedByLimits() throws IOException {
        zip.putShort(zip.capacity() - 12, (short) -1);

        assertThat(refusal().check()).isEqualTo(Check.LIMITS);
    }

    @Test
    void require_directoryOfManyMegabytes_isRefusedByLimits() throws IOException {
        zip.putInt(zip.capacity() - 10, 64 << 20);

        assertThat(refusal().check()).isEqualTo(Check.LIMITS);
    }

    @Test
    void require_bytesBehindTheEnd_isRefusedAsArchive() throws IOException {
        zip = ByteBuffer.wrap(Arrays.copyOf(zip.array(), zip.capacity() + 3)).order(ByteOrder.LITTLE_ENDIAN);

        assertThat(refusal().check()).isEqualTo(Check.ARCHIVE);
    }

    @Test
    void require_nameLongerThanTheDirectory_isRefusedAsArchive() throws IOException {
        zip.putShort(header() + 28, (short) 900);

        assertThat(refusal().check()).isEqualTo(Check.ARCHIVE);
    }

    /** Where the first entry's header in the directory begins. */
    private int header() {
        return zip.getInt(zip.capacity() - 6);
    }

    private Path write() throws IOException {
        return Files.write(folder.resolve("changed.vedette"), zip.array());
    }

    private BundleException refusal() throws IOException {
        Path file = write();
        BundleException refused =
                catchThrowableOfType(BundleException.class, () -> ZipDirectory.require(file, BundleLimits.DEFAULT));
        assertThat(refused).as("refusal").isNotNull();
        return refused;
    }
}
