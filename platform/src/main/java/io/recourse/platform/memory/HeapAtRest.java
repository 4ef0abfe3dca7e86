package io.recourse.platform.memory;

import java.lang.management.ManagementFactory;

import jakarta.enterprise.context.ApplicationScoped;

import com.sun.management.OperatingSystemMXBean;
import io.quarkus.scheduler.Scheduled;

/**
 * Gives memory back when a service has come to rest. What the heap has grown to, at the start or under load, it keeps
 * until it is collected as a whole, and a service that does nothing has no reason ever to do that. The pause, a tenth
 * of a second or so, comes when nobody waits; {@code -XX:+DisableExplicitGC} forbids it.
 */
@ApplicationScoped
class HeapAtRest {

    private final OperatingSystemMXBean process = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private final Restlessness restlessness = new Restlessness(System.nanoTime(), process.getProcessCpuTime());

    @Scheduled(every = "10s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        if (restlessness.endsAt(System.nanoTime(), process.getProcessCpuTime())) {
            System.gc();
        }
    }
}
