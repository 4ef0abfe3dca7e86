package io.recourse.local.supervision;

import java.io.IOException;
import java.nio.file.Path;

import io.recourse.embedded.Signal;

/** Something that runs as a process of its own. */
public interface Program {
    /** What a person calls it. */
    String name();

    /** Where its output goes. */
    Path log();

    Process start() throws IOException;

    /** Tells whether the process does its work; may take a second, but must not block longer. */
    boolean isReady(Process process);

    /** Ends the process in good order, and after a few seconds in any. */
    void stop(Process process);

    /** What ends the process at once when the stack itself has been killed. */
    default Signal lastSignal() {
        return Signal.KILL;
    }
}
