package io.recourse.migrate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

import de.siegmar.fastcsv.writer.CsvWriter;

/** What became of a dump: how much of each kind was brought over or was here already, and what was refused and why. */
final class Report implements AutoCloseable {

    /** How much of a kind there was. */
    record Count(long imported, long present, long refused) {}

    private final CsvWriter refusals;
    private final Map<String, Count> counts = new LinkedHashMap<>();

    /** @param path of the CSV file of what is refused; it is made anew */
    Report(Path path) {
        try {
            refusals = CsvWriter.builder().build(path);
            refusals.writeRecord("file", "line", "id", "reason");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    void refuse(String kind, long line, String reference, String reason) {
        refusals.writeRecord(kind, Long.toString(line), reference, reason);
        Count count = count(kind);
        counts.put(kind, new Count(count.imported(), count.present(), count.refused() + 1));
    }

    void imported(String kind, long more) {
        Count count = count(kind);
        counts.put(kind, new Count(count.imported() + more, count.present(), count.refused()));
    }

    void present(String kind) {
        Count count = count(kind);
        counts.put(kind, new Count(count.imported(), count.present() + 1, count.refused()));
    }

    Count count(String kind) {
        return counts.getOrDefault(kind, new Count(0, 0, 0));
    }

    /** For a person to read. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        counts.forEach((kind, count) -> text.append("%-12s %9d imported %9d here already %9d refused%n"
                .formatted(kind, count.imported(), count.present(), count.refused())));
        return text.toString();
    }

    @Override
    public void close() throws IOException {
        refusals.close();
    }
}
