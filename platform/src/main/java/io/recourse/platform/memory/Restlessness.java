package io.recourse.platform.memory;

/** Whether a process works, by the CPU time that it takes; looked at from time to time by one thread. */
final class Restlessness {

    /** More than the timers and consumers of a service take that is asked for nothing: part of one core. */
    private static final double WORK = 0.05;

    /** Looks in a row that have to see no work: less may be somebody who thinks. */
    private static final int QUIET_LOOKS = 2;

    private long lastLook;
    private long lastCpuTime;
    private int quiet;

    /**
     * Begins with a process that works, as one does that starts.
     *
     * @param now     in nanoseconds, since whenever
     * @param cpuTime of the process until now, in nanoseconds
     */
    Restlessness(long now, long cpuTime) {
        lastLook = now;
        lastCpuTime = cpuTime;
    }

    /** Whether the process has just come to rest: said once, and again only after it has worked again. */
    boolean endsAt(long now, long cpuTime) {
        boolean works = cpuTime - lastCpuTime > WORK * (now - lastLook);
        lastLook = now;
        lastCpuTime = cpuTime;
        quiet = works ? 0 : Math.min(quiet + 1, QUIET_LOOKS + 1);
        return quiet == QUIET_LOOKS;
    }
}
