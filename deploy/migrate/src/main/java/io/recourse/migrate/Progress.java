package io.recourse.migrate;

import java.io.PrintStream;

/** Shows on a terminal how far an import is; elsewhere, a line for each part of it. */
final class Progress {

    private static final int WIDTH = 30;
    private static final long SHOWN_EVERY_NANOS = 200_000_000;

    private final PrintStream out;
    private final boolean moving;
    private String part;
    private long done;
    private long total;
    private long begun;
    private long shown;

    Progress(PrintStream out, boolean moving) {
        this.out = out;
        this.moving = moving;
    }

    /** @param expected how many steps there will be; 0 when that is not known */
    void begin(String name, long expected) {
        part = name;
        done = 0;
        total = expected;
        begun = System.nanoTime();
        shown = begun;
        if (moving) {
            show();
        }
    }

    void step() {
        done++;
        long now = System.nanoTime();
        if (moving && now - shown > SHOWN_EVERY_NANOS) {
            shown = now;
            show();
        }
    }

    void end() {
        total = Math.max(done, 1);
        done = total;
        if (moving) {
            show();
            out.println();
        } else {
            out.printf("%-24s %.1f s%n", part, (System.nanoTime() - begun) / 1e9);
        }
    }

    private void show() {
        int filled = total == 0 ? 0 : (int) Math.min(WIDTH, WIDTH * done / total);
        out.printf(
                "\r%-24s [%s%s] %3d %%  %.0f s",
                part,
                "#".repeat(filled),
                " ".repeat(WIDTH - filled),
                total == 0 ? 0 : Math.min(100, 100 * done / total),
                (System.nanoTime() - begun) / 1e9);
        out.flush();
    }
}
