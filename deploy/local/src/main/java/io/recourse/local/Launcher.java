package io.recourse.local;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

import io.recourse.local.demo.SampleData;

/** What {@code up} runs: starts the stack, keeps it running, and stops it when asked to. */
public final class Launcher {
    private Launcher() {}

    /** Ends with status 1 and a sentence when the stack cannot be started. */
    public static void main(String[] arguments) throws InterruptedException {
        try {
            Options options = Options.parse(arguments);
            if (!options.start()) {
                if (!options.executables()) {
                    new Training(options.root(), new Progress(System.out)).runIfNeeded();
                }
                return;
            }
            // First, because it says what is wrong before anybody has waited for anything.
            DataDirectory data = DataDirectory.open(options.data(), options.fresh());
            System.setProperty(
                    "org.slf4j.simpleLogger.logFile", data.log("launcher").toString());
            if (options.train()) {
                new Training(options.root(), new Progress(System.out)).runIfNeeded();
            }
            run(options, data, new Progress(System.out));
        } catch (CannotStartException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        } catch (RuntimeException e) {
            System.err.println("Recourse cannot be started: " + e);
            System.exit(1);
        }
        new CountDownLatch(1).await();
    }

    private static void run(Options options, DataDirectory data, Progress progress) {
        Stack.Mode mode = options.executables() ? Stack.Mode.NATIVE : Stack.Mode.JVM;
        Stack stack = new Stack(options.root(), data, options.port(), progress, mode, options.services());
        AtomicBoolean ready = new AtomicBoolean();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(stack, ready.get(), progress), "stop"));
        stack.start();
        ready.set(true);
        if (options.demo()) {
            addSamples(stack, data, progress);
        }
        String url = stack.url();
        progress.say("""

                Recourse is ready after %.1f s:
                  console       %s
                  API           %s/docs
                  sign in as    %s
                  mail goes to  %s
                  logs          %s
                Ctrl-C stops everything.""".formatted(
                        progress.seconds(),
                        url,
                        url,
                        SignIn.ofAdmin(data).forTerminal(),
                        data.resolve("mail"),
                        data.resolve("logs")));
    }

    private static void addSamples(Stack stack, DataDirectory data, Progress progress) {
        SignIn admin = SignIn.ofAdmin(data);
        progress.sayTimed("adding sample users and complaints");
        try {
            new SampleData(stack.url(), admin.username(), admin.password()).create();
            progress.say("Sample users: " + SampleData.describe());
        } catch (IllegalStateException e) {
            progress.say("The samples are not complete: " + e.getMessage());
        }
    }

    private static void stop(Stack stack, boolean wasReady, Progress progress) {
        if (wasReady) {
            progress.say("Stopping");
        }
        stack.close();
        if (wasReady) {
            progress.say("Stopped");
        }
    }
}
