package io.recourse.embedded;

import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Map;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

/**
 * Gives the tests of a service a real PostgreSQL, a real Kafka and an SMTP server, the same for the whole test JVM.
 *
 * <p>Sent messages are {@code .eml} files in the directory {@code recourse.test.mail-directory} of the configuration.
 */
public final class RecourseTestResource implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        Map<String, String> configuration = new HashMap<>(servers());
        for (String category : new String[] {"org.apache.kafka", "kafka", "state.change.logger", "com.icegreen"}) {
            configuration.put("quarkus.log.category.\"" + category + "\".level", "ERROR");
        }
        return configuration;
    }

    /** Leaves the servers running: they serve the next test profile too, and end with the JVM. */
    @Override
    public void stop() {
        // See above.
    }

    /**
     * Quarkus loads this class anew for each test profile; the servers live in the class loader that stays. In dev mode
     * that one does not know them.
     */
    @SuppressWarnings("unchecked")
    private static Map<String, String> servers() {
        try {
            Class<?> servers =
                    Class.forName("io.recourse.embedded.TestServers", true, ClassLoader.getSystemClassLoader());
            Method configuration = servers.getDeclaredMethod("configuration");
            configuration.setAccessible(true);
            return withContextLoader(servers.getClassLoader(), configuration);
        } catch (ClassNotFoundException e) {
            return TestServers.configuration();
        } catch (ReflectiveOperationException e) {
            throw new EmbeddedServerException("The servers for tests did not start: " + e.getCause(), e);
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> withContextLoader(ClassLoader loader, Method configuration)
            throws ReflectiveOperationException {
        Thread thread = Thread.currentThread();
        ClassLoader former = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            return (Map<String, String>) configuration.invoke(null);
        } finally {
            thread.setContextClassLoader(former);
        }
    }
}
