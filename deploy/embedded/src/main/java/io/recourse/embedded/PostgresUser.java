package io.recourse.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import com.sun.security.auth.module.UnixSystem;

/** PostgreSQL refuses to run as root; this is how it is started by each kind of user. */
enum PostgresUser {
    /** We are an ordinary user, and so is PostgreSQL. */
    OURSELVES(List.of()),
    /** In a user namespace of its own root is nobody, but still owns its files. */
    NAMESPACE(List.of("unshare", "-U")),
    /** Where namespaces are forbidden, as in most containers: the user nobody, who must own the data. */
    NOBODY(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));

    private static final PostgresUser DETECTED = detect();

    final List<String> prefix;

    PostgresUser(List<String> prefix) {
        this.prefix = prefix;
    }

    static PostgresUser detected() {
        return DETECTED;
    }

    /** Gives the directory to the user PostgreSQL will run as. */
    void own(Path directory) {
        if (this == OURSELVES) {
            return;
        }
        int uid = this == NOBODY ? 65534 : 0;
        try {
            if (!Files.getAttribute(directory, "unix:uid").equals(uid)) {
                Command.run("chown", "-R", uid + ":" + uid, directory.toString());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (this == NOBODY && !works(List.of("test", "-x", directory.toString()))) {
            throw new EmbeddedServerException("PostgreSQL does not run as root, and its user nobody cannot enter "
                    + directory + ": choose a data directory that others may enter, or start as an ordinary user.");
        }
    }

    private static PostgresUser detect() {
        if (new UnixSystem().getUid() != 0) {
            return OURSELVES;
        }
        if (NAMESPACE.works(List.of("true"))) {
            return NAMESPACE;
        }
        if (NOBODY.works(List.of("true"))) {
            return NOBODY;
        }
        throw new EmbeddedServerException(
                "PostgreSQL does not run as root, and neither unshare -U nor setpriv works here:"
                        + " start as an ordinary user.");
    }

    private boolean works(List<String> command) {
        return Command.succeeds(Command.concat(prefix, command));
    }
}
