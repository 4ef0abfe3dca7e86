package io.recourse.embedded;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

/** The topics of Recourse: number of partitions, and how long messages stay. */
public final class Topics {
    public static final List<NewTopic> ALL = List.of(
            deleting("complaint-events", 6, Duration.ofDays(30)),
            deleting("complaint-requests", 6, Duration.ofDays(7)),
            // An hour in which even a slow consumer sees every change, not only the last one.
            topic(
                    "identity-events",
                    3,
                    Map.of(
                            TopicConfig.CLEANUP_POLICY_CONFIG,
                            TopicConfig.CLEANUP_POLICY_COMPACT,
                            TopicConfig.MIN_COMPACTION_LAG_MS_CONFIG,
                            millis(Duration.ofHours(1)))),
            deleting("identity-dead-letters", 1, Duration.ofDays(30)),
            deleting("complaint-dead-letters", 1, Duration.ofDays(30)),
            deleting("escalation-dead-letters", 1, Duration.ofDays(30)),
            deleting("classifier-dead-letters", 1, Duration.ofDays(30)));

    private Topics() {}

    /** Creates those that are missing and leaves the others as they are. */
    public static void create(String bootstrapServers) {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
            Set<String> existing = new HashSet<>(admin.listTopics().names().get());
            List<NewTopic> missing = ALL.stream()
                    .filter(topic -> !existing.contains(topic.name()))
                    .toList();
            admin.createTopics(missing).all().get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new EmbeddedServerException("The topics could not be created: " + e.getCause(), e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddedServerException("Interrupted while topics were created", e);
        }
    }

    private static NewTopic deleting(String name, int partitions, Duration retention) {
        return topic(
                name,
                partitions,
                Map.of(
                        TopicConfig.CLEANUP_POLICY_CONFIG,
                        TopicConfig.CLEANUP_POLICY_DELETE,
                        TopicConfig.RETENTION_MS_CONFIG,
                        millis(retention)));
    }

    private static NewTopic topic(String name, int partitions, Map<String, String> configuration) {
        return new NewTopic(name, partitions, (short) 1).configs(configuration);
    }

    private static String millis(Duration duration) {
        return Long.toString(duration.toMillis());
    }
}
