-- What was published; "artifact" is the digest of the file, which names it in the folder of artifacts.
create table published_release (
    name varchar(63) not null,
    release_number int not null,
    artifact varchar(64) not null unique,
    document varchar not null,
    primary key (name, release_number)
);

-- What each device should run.
create table desired_release (
    device varchar(63) primary key,
    version bigint not null,
    name varchar(63) not null,
    release_number int not null,
    release_digest varchar(64) not null,
    set_at_ms bigint not null,
    foreign key (name, release_number) references published_release (name, release_number)
);
