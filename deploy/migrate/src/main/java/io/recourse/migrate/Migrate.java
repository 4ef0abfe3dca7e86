package io.recourse.migrate;

import java.io.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.Callable;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command line of an import. */
@Command(
        name = "migrate",
        mixinStandardHelpOptions = true,
        description =
                "Imports a dump of an older desk: users, tickets, comments and attachments, as CSV or JSON lines.",
        footer = {
            "",
            "Passwords are in the environment: RECOURSE_IDENTITY_PASSWORD and RECOURSE_COMPLAINT_PASSWORD of the databases,",
            "and RECOURSE_ADMIN_PASSWORD of the admin who adds the attachments. See docs/migration.md."
        })
final class Migrate implements Callable<Integer> {

    @Parameters(
            paramLabel = "DUMP",
            description = "The directory with users, tickets, comments, attachments (.csv or .jsonl)")
    Path dump;

    @Option(
            names = "--source",
            required = true,
            description = "A name of the older desk; what was imported is known by it")
    String source;

    @Option(
            names = "--identity",
            defaultValue = "jdbc:postgresql://localhost:5432/identity?user=identity",
            description = "Identity's database (default: ${DEFAULT-VALUE})")
    String identity;

    @Option(
            names = "--complaint",
            defaultValue = "jdbc:postgresql://localhost:5432/complaint?user=complaint",
            description = "Complaint's database (default: ${DEFAULT-VALUE})")
    String complaint;

    @Option(names = "--url", description = "Where the desk is, for attachments, for instance http://localhost:8080")
    Optional<String> url = Optional.empty();

    @Option(
            names = "--admin",
            defaultValue = "admin",
            description = "Who adds the attachments (default: ${DEFAULT-VALUE})")
    String admin;

    @Option(names = "--dry-run", description = "Do everything but keep nothing of it; without attachments")
    boolean dryRun;

    @Option(
            names = "--report",
            defaultValue = "refused.csv",
            description = "What was refused and why (default: ${DEFAULT-VALUE})")
    Path reportFile;

    private final PrintStream out;

    Migrate(PrintStream out) {
        this.out = out;
    }

    public static void main(String[] arguments) {
        System.exit(run(System.out, arguments));
    }

    /** Runs the command; gives 0 when everything was brought over, 1 when something was refused, 2 when it failed. */
    static int run(PrintStream out, String... arguments) {
        return new CommandLine(new Migrate(out))
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    out.println("Nothing more was imported: " + failure.getMessage());
                    return 2;
                })
                .execute(arguments);
    }

    @Override
    public Integer call() throws IOException, SQLException, InterruptedException {
        if (!Files.isDirectory(dump)) {
            throw new IOException(dump + " is no directory");
        }
        Console console = System.console();
        Progress progress = new Progress(out, console != null && console.isTerminal());
        try (Report report = new Report(reportFile);
                Connection users = connect(identity, "RECOURSE_IDENTITY_PASSWORD");
                Connection tickets = connect(complaint, "RECOURSE_COMPLAINT_PASSWORD")) {
            People people = new UserImport(users, source, report, progress).run(DumpFile.find(dump, "users"));
            new TicketImport(tickets, source, people, report, progress)
                    .run(DumpFile.find(dump, "tickets"), DumpFile.find(dump, "comments"));
            if (dryRun) {
                users.rollback();
                tickets.rollback();
            } else {
                // Users first: a ticket of somebody who is not there yet would be worse than users without tickets.
                users.commit();
                tickets.commit();
                addAttachments(tickets, report, progress);
            }
            return conclude(report);
        }
    }

    private void addAttachments(Connection tickets, Report report, Progress progress)
            throws IOException, SQLException, InterruptedException {
        Optional<DumpFile> attachments = DumpFile.find(dump, "attachments");
        if (attachments.isPresent() && url.isPresent()) {
            try (Desk desk = new Desk(url.get(), admin, System.getenv("RECOURSE_ADMIN_PASSWORD"))) {
                new AttachmentImport(tickets, source, dump, desk, report, progress).run(attachments.get());
            }
        } else if (attachments.isPresent()) {
            out.println("The attachments wait for a run with --url.");
        }
    }

    private int conclude(Report report) {
        out.print(report);
        long refused = 0;
        for (String kind : new String[] {"users", "tickets", "comments", "attachments"}) {
            refused += report.count(kind).refused();
        }
        if (refused > 0) {
            out.println("What was refused, and why: " + reportFile);
        }
        if (dryRun) {
            out.println("This was a dry run: nothing of it was kept.");
        }
        return refused > 0 ? 1 : 0;
    }

    private static Connection connect(String url, String password) throws SQLException {
        String secret = System.getenv(password);
        Connection connection = secret == null
                ? DriverManager.getConnection(url)
                : DriverManager.getConnection(url, userOf(url), secret);
        connection.setAutoCommit(false);
        return connection;
    }

    private static String userOf(String url) {
        return url.replaceFirst(".*[?&]user=([^&]*).*", "$1");
    }
}
