package io.recourse.migrate;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;

/** A file of a dump: CSV with a line of names at its head, or one JSON object a line. */
record DumpFile(String kind, Path path) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What is done with a row. */
    interface Taker {

        /** Takes a row; throws {@link RefusedException} to have it reported and to go on with the next. */
        void take(DumpRow row) throws IOException;
    }

    /** The file of a kind ({@code users}, {@code tickets}, {@code comments}, {@code attachments}) in a dump, if any. */
    static Optional<DumpFile> find(Path dump, String kind) {
        for (String ending : new String[] {".csv", ".jsonl"}) {
            Path path = dump.resolve(kind + ending);
            if (Files.isRegularFile(path)) {
                return Optional.of(new DumpFile(kind, path));
            }
        }
        return Optional.empty();
    }

    /** Reads it from its first row to its last. */
    void read(Report report, Progress progress, Taker taker) throws IOException {
        progress.begin(kind, count());
        if (path.toString().endsWith(".csv")) {
            try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(path)) {
                for (NamedCsvRecord row : rows) {
                    take(new DumpRow(row.getStartingLineNumber(), row.getFieldsAsMap()), report, progress, taker);
                }
            }
        } else {
            readLines(report, progress, taker);
        }
        progress.end();
    }

    private void readLines(Report report, Progress progress, Taker taker) throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(path)) {
            long number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (line.isBlank()) {
                    continue;
                }
                try {
                    take(new DumpRow(number, fields(JSON.readTree(line))), report, progress, taker);
                } catch (JsonProcessingException malformed) {
                    report.refuse(kind, number, "", "is no JSON");
                }
            }
        }
    }

    private static Map<String, String> fields(JsonNode object) {
        Map<String, String> fields = new HashMap<>();
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            if (!field.getValue().isNull()) {
                fields.put(field.getKey(), field.getValue().asText());
            }
        }
        return fields;
    }

    private void take(DumpRow row, Report report, Progress progress, Taker taker) throws IOException {
        try {
            taker.take(row);
        } catch (RefusedException refused) {
            report.refuse(kind, row.line(), row.fields().getOrDefault("id", ""), refused.getMessage());
        }
        progress.step();
    }

    /** About how many rows there are: as many as lines, which texts of several lines have more of. */
    private long count() throws IOException {
        byte[] buffer = new byte[1 << 16];
        long lines = 0;
        try (var bytes = Files.newInputStream(path)) {
            for (int read = bytes.read(buffer); read > 0; read = bytes.read(buffer)) {
                for (int i = 0; i < read; i++) {
                    if (buffer[i] == '\n') {
                        lines++;
                    }
                }
            }
        }
        return lines;
    }
}
