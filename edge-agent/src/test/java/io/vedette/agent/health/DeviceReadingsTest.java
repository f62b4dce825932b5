package io.vedette.agent.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.core.contract.ClockState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeviceReadingsTest {
    private Path root;
    private DeviceReadings readings;

    @BeforeEach
    void open(@TempDir Path newRoot) {
        root = newRoot;
        readings = new DeviceReadings(root);
    }

    private void put(String file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    @Test
    void read_raspberryPi_isUnderstood() throws IOException {
        put("proc/self/status", "Name:\tjava\nVmPeak:\t  900 kB\nVmRSS:\t  123456 kB\n");
        put("proc/meminfo", "MemTotal:        8064432 kB\nMemFree: 1 kB\n");
        put("sys/class/thermal/thermal_zone0/temp", "51540\n");
        put("sys/class/thermal/thermal_zone1/temp", "61000\n");
        put("sys/class/thermal/cooling_device0/temp", "99000\n");
        put("proc/device-tree/model", "Raspberry Pi 5 Model B Rev 1.0\0");
        put("etc/os-release", "NAME=x\nPRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\n");

        assertThat(readings.residentBytes()).hasValue(123456L * 1024);
        assertThat(readings.memoryBytes()).hasValue(8064432L * 1024);
        assertThat(readings.temperatureCelsius()).hasValue(61.0);
        assertThat(readings.model()).hasValue("Raspberry Pi 5 Model B Rev 1.0");
        assertThat(readings.operatingSystem()).hasValue("Debian GNU/Linux 12 (bookworm)");
    }

    @Test
    void read_machineThatTellsNothing_isEmpty() throws IOException {
        put("sys/class/thermal/thermal_zone0/temp", "nonsense");

        assertThat(readings.residentBytes()).isEmpty();
        assertThat(readings.temperatureCelsius()).isEmpty();
        assertThat(readings.model()).isEmpty();
        assertThat(readings.operatingSystem()).isEmpty();
    }

    @Test
    void read_thisMachine_hasItsMemory() {
        assertThat(new DeviceReadings(Path.of("/")).residentBytes().orElse(0)).isGreaterThan(10L << 20);
    }

    @Test
    void clockState_asSystemdLeavesIt_isRead() throws IOException {
        assertThat(new ClockStateReader(root, () -> 0).get()).isEqualTo(ClockState.UNKNOWN);
        Files.createDirectories(root.resolve("run/systemd/timesync"));
        assertThat(new ClockStateReader(root, () -> 0).get()).isEqualTo(ClockState.UNSYNCHRONIZED);
        put("run/systemd/timesync/synchronized", "");
        assertThat(new ClockStateReader(root, () -> 0).get()).isEqualTo(ClockState.SYNCHRONIZED);
    }
}
