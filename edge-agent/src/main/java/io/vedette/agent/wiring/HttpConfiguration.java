package io.vedette.agent.wiring;

/**
 * The HTTP interface.
 *
 * @param host address to listen at; only this machine by default
 * @param port 0 for one that is free
 * @param maxPicture the most bytes of a picture sent to be classified
 */
record HttpConfiguration(String host, int port, ByteSize maxPicture) {
    HttpConfiguration {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port is not from 0 to 65535: " + port);
        }
        if (maxPicture.bytes() < 1 || maxPicture.bytes() > 1L << 30) {
            throw new IllegalArgumentException("max-picture is not from 1 byte to 1GB: " + maxPicture.bytes());
        }
    }
}
