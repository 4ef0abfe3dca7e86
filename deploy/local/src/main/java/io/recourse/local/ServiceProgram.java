package io.recourse.local;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.recourse.local.supervision.Program;

/** One of the services, as a process of its own whose command line names its module. */
record ServiceProgram(
        Service service, int port, Path log, List<String> command, Map<String, String> environment, int stopSeconds)
        implements Program {

    @Override
    public String name() {
        return service.module();
    }

    @Override
    public Process start() throws IOException {
        return Jvm.start(command, environment, log);
    }

    @Override
    public boolean isReady(Process process) {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create("http://127.0.0.1:" + port + "/q/health/ready")
                            .toURL()
                            .openConnection();
            connection.setConnectTimeout(500);
            connection.setReadTimeout(2000);
            return connection.getResponseCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void stop(Process process) {
        Jvm.stop(process, stopSeconds);
    }
}
