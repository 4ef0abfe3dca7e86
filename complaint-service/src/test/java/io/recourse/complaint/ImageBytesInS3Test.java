package io.recourse.complaint;

import java.util.List;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.recourse.complaint.media.S3Server;

/** The same, with the images in S3. */
@QuarkusTest
@TestProfile(ImageBytesInS3Test.InS3.class)
class ImageBytesInS3Test extends ImageBytesTest {

    /** Keeps the images in S3. */
    public static class InS3 implements QuarkusTestProfile {

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(S3Server.class));
        }
    }
}
