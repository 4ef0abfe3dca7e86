import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long GET /api/users takes among a million accounts, by what is sought: seen by a client, one request at a time.
 *
 * <p>{@code java deploy/bench/UserSearch.java [http://localhost:8081 [admin password]]}, against identity-service whose
 * database has got million-users.sql. {@code CPU_OF=PID,PID} in the environment names identity-service and PostgreSQL, to
 * be told what they have computed for a request, too.
 */
public class UserSearch {

    private static final int PEOPLE = 1_000_000;
    private static final int SOUGHT = 50;
    private static final Pattern PERSON = Pattern.compile(
            "\"username\":\"([^\"]+)\",\"email\":\"([^\"]+)\",\"email_verified\":\\w+,\"first_name\":\"([^\"]+)\",\"last_name\":\"([^\"]+)\"");

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String url;
    private final Random random = new Random(7);
    private final CpuTime cpu = CpuTime.ofEnvironment();
    private String token;

    private record Sought(int number, String username, String email, String firstName, String lastName) {}

    UserSearch(String url) {
        this.url = url;
    }

    public static void main(String[] arguments) throws Exception {
        String url = arguments.length > 0 ? arguments[0] : "http://localhost:8081";
        String admin = arguments.length > 1 ? arguments[1] : "admin";
        String password = arguments.length > 2 ? arguments[2] : System.getenv("RECOURSE_ADMIN_PASSWORD");
        new UserSearch(url).run(admin, password);
    }

    private void run(String admin, String password) throws Exception {
        String answer = send(HttpRequest.newBuilder(URI.create(url + "/api/auth/login"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(
                        "{\"username\": \"%s\", \"password\": \"%s\"}".formatted(admin, password)))
                .build());
        token = answer.replaceAll("(?s).*\"access_token\":\"([^\"]+)\".*", "$1");
        List<Sought> people = new ArrayList<>();
        while (people.size() < SOUGHT) {
            people.add(somebody());
        }
        for (int round = 0; round < 2; round++) {
            boolean warm = round > 0;
            measure("whole e-mail address", people, warm, p -> "q=" + text(p.email()));
            measure("whole username", people, warm, p -> "q=" + text(p.username()));
            measure("last six characters of a username", people, warm, p -> "q=" + text(tail(p.username())));
            measure("first and last name", people, warm, p -> "q=" + text(p.firstName() + " " + p.lastName()));
            measure("name and address", people, warm, p -> "q="
                    + text(p.firstName() + " " + p.lastName() + " - " + p.email()));
            measure("last name", people, warm, p -> "q=" + text(p.lastName()));
            measure("first name", people, warm, p -> "q=" + text(p.firstName()));
            measure("first name, 100 on a page", people, warm, p -> "limit=100&q=" + text(p.firstName()));
            measure("three letters of a last name", people, warm, p -> "q=" + text(piece(p.lastName(), 1, 4)));
            measure("two letters of a last name", people, warm, p -> "q=" + text(piece(p.lastName(), 0, 2)));
            measure("four digits", people, warm, p -> "q=" + text(String.valueOf(1000 + p.number() % 9000)));
            measure("domain", people, warm, p -> "q=" + text(p.email().replaceAll(".*@", "@")));
            measure("first name and what nobody has", people, warm, p -> "q=" + text(p.firstName() + " zz" + p.number()));
            measure("nobody", people, warm, p -> "q=" + text("qx" + p.number() + "zq"));
            measure("two letters that nobody has", people.subList(0, 5), warm, p -> "q=qx");
            measure("first name of agents", people, warm, p -> "role=agent&q=" + text(p.firstName()));
            measure("last name of inactive ones", people, warm, p -> "active=false&q=" + text(p.lastName()));
            measure("e-mail address of a customer", people, warm, p -> "role=user&active=true&q=" + text(p.email()));
            measure("list", people, warm, p -> "limit=20");
            measure("list of inactive agents", people, warm, p -> "role=agent&active=false");
        }
        deepPages();
    }

    /** The pages of a frequent name, one after the other. */
    private void deepPages() throws Exception {
        List<Double> times = new ArrayList<>();
        List<Double> computed = new ArrayList<>();
        String cursor = "";
        for (int i = 0; i < 200; i++) {
            double before = cpu.milliseconds();
            long began = System.nanoTime();
            String page = get("q=anna" + cursor);
            times.add((System.nanoTime() - began) / 1e6);
            computed.add(cpu.milliseconds() - before);
            cursor = "&cursor=" + page.replaceAll("(?s).*\"next_cursor\":\"([^\"]+)\".*", "$1");
        }
        report("pages 1 to 200 of a first name", times, computed);
    }

    private Sought somebody() throws Exception {
        while (true) {
            int number = 1 + random.nextInt(PEOPLE);
            Matcher person = PERSON.matcher(get("limit=100&q=" + number + "@"));
            while (person.find()) {
                if (person.group(1).replaceAll("\\D+", "").equals(String.valueOf(number))) {
                    return new Sought(number, person.group(1), person.group(2), person.group(3), person.group(4));
                }
            }
        }
    }

    private void measure(String what, List<Sought> people, boolean shown, Function<Sought, String> query)
            throws Exception {
        List<Double> times = new ArrayList<>();
        List<Double> computed = new ArrayList<>();
        for (Sought person : people) {
            double before = cpu.milliseconds();
            long began = System.nanoTime();
            get(query.apply(person));
            times.add((System.nanoTime() - began) / 1e6);
            computed.add(cpu.milliseconds() - before);
        }
        if (shown) {
            report(what, times, computed);
        }
    }

    private String get(String query) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(url + "/api/users?" + query))
                .header("Authorization", "Bearer " + token)
                .build());
    }

    private String send(HttpRequest request) throws Exception {
        HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IllegalStateException(response.statusCode() + " " + response.body());
        }
        return response.body();
    }

    private static String text(String parameter) {
        return URLEncoder.encode(parameter, StandardCharsets.UTF_8);
    }

    private static String tail(String name) {
        return name.substring(Math.max(0, name.length() - 6));
    }

    private static String piece(String name, int from, int to) {
        return name.substring(Math.min(from, name.length() - 1), Math.min(to, name.length()));
    }

    private void report(String what, List<Double> milliseconds, List<Double> computed) {
        System.out.printf(
                "%-36s %s%s%n", what, quantiles(milliseconds), cpu.isKnown() ? "   computing " + quantiles(computed) : "");
    }

    private static String quantiles(List<Double> milliseconds) {
        List<Double> sorted = milliseconds.stream().sorted().toList();
        return String.format(
                Locale.ROOT,
                "p50 %7.2f  p95 %7.2f  max %7.2f ms",
                at(sorted, 0.50),
                at(sorted, 0.95),
                sorted.getLast());
    }

    private static double at(List<Double> sorted, double quantile) {
        return sorted.get((int) Math.min(sorted.size() - 1, Math.floor(quantile * sorted.size())));
    }
}
