package io.vedette.console.broker;

/** A name and password for the broker. */
public record Credentials(String user, String password) {
    public Credentials {
        if (user.isEmpty()) {
            throw new IllegalArgumentException("the broker's user is empty");
        }
    }

    /** Without the password. */
    @Override
    public String toString() {
        return user;
    }
}
