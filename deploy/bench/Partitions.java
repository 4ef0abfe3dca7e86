import java.util.List;
import java.util.Map;
import java.util.Set;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Makes a topic anew, with another number of partitions; what is in it is lost.
 *
 * <p>{@code java -cp 'complaint-service/target/quarkus-app/lib/main/*' deploy/bench/Partitions.java BOOTSTRAP TOPIC PARTITIONS},
 * while nobody uses the topic.
 */
public final class Partitions {
    private Partitions() {}

    public static void main(String[] arguments) throws Exception {
        String topic = arguments[1];
        int partitions = Integer.parseInt(arguments[2]);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", arguments[0]))) {
            Set<String> topics = admin.listTopics().names().get();
            if (topics.contains(topic)) {
                admin.deleteTopics(List.of(topic)).all().get();
            }
            while (admin.listTopics().names().get().contains(topic)) {
                Thread.sleep(100);
            }
            admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1))).all().get();
            System.out.println(topic + " " + described(admin, topic));
        }
    }

    private static int described(Admin admin, String topic) throws Exception {
        while (true) {
            try {
                return admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic).partitions().size();
            } catch (java.util.concurrent.ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw e;
                }
                Thread.sleep(100);
            }
        }
    }
}
