package io.vedette.console.store;

import io.vedette.console.artifact.PublishedRelease;
import io.vedette.console.artifact.ReleaseStore;
import io.vedette.core.json.RecordJson;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The table of published releases. */
public final class SqlReleaseStore implements ReleaseStore {
    private final Database database;

    public SqlReleaseStore(Database database) {
        this.database = database;
    }

    @Override
    public List<PublishedRelease> loadAll() {
        return database.jdbi().withHandle(handle -> handle.createQuery("select document from published_release")
                .mapTo(String.class)
                .map(document -> RecordJson.read(document.getBytes(StandardCharsets.UTF_8), PublishedRelease.class))
                .list());
    }

    @Override
    public void insert(PublishedRelease release) {
        String document = new String(RecordJson.write(release), StandardCharsets.UTF_8);
        database.jdbi().useHandle(handle -> {
            handle.execute(
                    "insert into published_release (name, release_number, artifact, document) values (?, ?, ?, ?)",
                    release.release().name(),
                    release.release().number(),
                    release.artifact().digest(),
                    document);
            database.makeDurable(handle);
        });
    }

    @Override
    public void delete(PublishedRelease release) {
        database.jdbi().useHandle(handle -> {
            handle.execute(
                    "delete from published_release where name = ? and release_number = ?",
                    release.release().name(),
                    release.release().number());
            database.makeDurable(handle);
        });
    }
}
