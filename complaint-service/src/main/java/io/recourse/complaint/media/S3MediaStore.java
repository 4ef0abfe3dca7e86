package io.recourse.complaint.media;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Images as objects of a bucket, in any store that speaks S3. A store that does not answer is an IOException. */
class S3MediaStore implements MediaStore, AutoCloseable {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(10);
    /** In all, with the client's own tries. */
    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(30);

    private static final int INVALID_RANGE = 416;

    private final S3Client client;
    private final String bucket;

    private S3MediaStore(S3Client client, String bucket) {
        this.client = client;
        this.bucket = bucket;
    }

    /** Connects to nothing yet; the bucket must exist when it is used. */
    static S3MediaStore of(MediaConfig.S3 config) {
        String bucket = config.bucket()
                .orElseThrow(
                        () -> new IllegalStateException("recourse.media.s3.bucket is needed to keep images in S3"));
        S3ClientBuilder builder = S3Client.builder()
                .region(Region.of(config.region()))
                .credentialsProvider(credentials(config))
                .forcePathStyle(config.pathStyle().orElse(config.endpoint().isPresent()))
                // What is newer than S3 itself, some who speak it do not know.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(CONNECT_TIMEOUT)
                        .socketTimeout(READ_TIMEOUT))
                .overrideConfiguration(settings -> settings.apiCallTimeout(CALL_TIMEOUT));
        config.endpoint().ifPresent(builder::endpointOverride);
        return new S3MediaStore(builder.build(), bucket);
    }

    private static AwsCredentialsProvider credentials(MediaConfig.S3 config) {
        if (config.accessKey().isPresent() && config.secretKey().isPresent()) {
            return StaticCredentialsProvider.create(AwsBasicCredentials.create(
                    config.accessKey().get(), config.secretKey().get()));
        }
        return DefaultCredentialsProvider.builder().build();
    }

    @Override
    public void put(String key, Path file, String contentType) throws IOException {
        call(
                key,
                () -> client.putObject(
                        request -> request.bucket(bucket).key(key).contentType(contentType),
                        RequestBody.fromFile(file)));
    }

    @Override
    public MediaContent open(String key, long from, long count) throws IOException {
        String range = "bytes=%d-%d".formatted(from, from + count - 1);
        InputStream bytes = call(
                key,
                () -> client.getObject(
                        request -> request.bucket(bucket).key(key).range(range)));
        return new MediaContent.Streamed(bytes, count);
    }

    @Override
    public void delete(String key) throws IOException {
        call(key, () -> client.deleteObject(request -> request.bucket(bucket).key(key)));
    }

    @Override
    public Map<String, Instant> list(String shard) throws IOException {
        return call(shard, () -> {
            Map<String, Instant> keys = new HashMap<>();
            client.listObjectsV2Paginator(request -> request.bucket(bucket).prefix(shard))
                    .contents()
                    .forEach(object -> keys.put(object.key(), object.lastModified()));
            return keys;
        });
    }

    @Override
    public void close() {
        client.close();
    }

    private static <T> T call(String key, Supplier<T> operation) throws IOException {
        try {
            return operation.get();
        } catch (NoSuchKeyException missing) {
            throw noSuchFile(key, missing);
        } catch (S3Exception refused) {
            if (refused.statusCode() == INVALID_RANGE) {
                throw noSuchFile(key, refused);
            }
            throw new IOException("the image store refuses: " + refused.getMessage(), refused);
        } catch (SdkException away) {
            throw new IOException("the image store does not answer: " + away.getMessage(), away);
        }
    }

    private static NoSuchFileException noSuchFile(String key, S3Exception cause) {
        NoSuchFileException missing = new NoSuchFileException(key, null, cause.getMessage());
        missing.initCause(cause);
        return missing;
    }
}
