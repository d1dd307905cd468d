//! Where the bytes of attachments lie: a folder of this machine, or a bucket that speaks S3.

use axum::body::Bytes;
use futures_util::StreamExt;
use futures_util::stream::BoxStream;
use object_store::local::LocalFileSystem;
use object_store::path::Path;
use object_store::prefix::PrefixStore;
use object_store::{Error, ObjectStore, ObjectStoreExt, WriteMultipart, parse_url_opts};
use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;
use std::sync::Arc;
use url::Url;

/// S3 takes no smaller part of a file but the last.
const PART_TO_BUCKET: usize = 5 * 1024 * 1024;
const PART_TO_FOLDER: usize = 256 * 1024;
/// Parts of one file that are on their way at one time.
const PARTS_AT_ONCE: usize = 2;
/// Parts of one file that are in memory at one time: those on their way, and the one that is being filled.
const PARTS_IN_MEMORY: usize = PARTS_AT_ONCE + 1;

/// A place for attachments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// A folder, made if it is not there.
    Folder(PathBuf),
    /// A bucket and a prefix, as in `s3://bucket/prefix`; `AWS_…` in the environment say where it is and who asks.
    Bucket(Url),
}

impl FromStr for Place {
    type Err = String;

    /// Reads what `--attachments` takes: an address that begins with `s3://`, or the path of a folder.
    fn from_str(text: &str) -> Result<Self, String> {
        if !text.contains("://") {
            return Ok(Self::Folder(text.into()));
        }
        let url: Url =
            text.parse().map_err(|error| format!("{error}; a bucket is named as in s3://bucket/prefix"))?;
        if url.scheme() != "s3" {
            return Err("name a folder, or a bucket as in s3://bucket/prefix".to_owned());
        }
        Ok(Self::Bucket(url))
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Folder(path) => path.display().fmt(f),
            Self::Bucket(url) => url.fmt(f),
        }
    }
}

/// An opened place. Each file has a number there.
#[derive(Debug)]
pub(in crate::server) struct Storage {
    objects: Arc<dyn ObjectStore>,
    /// The folder, if it is one.
    folder: Option<PathBuf>,
}

impl Storage {
    /// Makes the folder, or prepares to ask the bucket.
    pub fn open(place: &Place) -> Result<Self, Error> {
        match place {
            Place::Folder(path) => {
                make_private(path)
                    .map_err(|error| Error::Generic { store: "folder", source: error.into() })?;
                let objects = LocalFileSystem::new_with_prefix(path)?.with_fsync(true);
                Ok(Self { objects: Arc::new(objects), folder: Some(path.clone()) })
            }
            Place::Bucket(url) => {
                // Already installed, if this is not the process's first portal.
                let _ = rustls::crypto::ring::default_provider().install_default();
                let environment = std::env::vars().filter(|(name, _)| name.starts_with("AWS_"));
                let (objects, prefix) = parse_url_opts(url, environment)?;
                Ok(Self { objects: Arc::new(PrefixStore::new(objects, prefix)), folder: None })
            }
        }
    }

    /// Begins to write a file.
    pub async fn write(&self, number: i64) -> Result<Writing, Error> {
        let upload = self.objects.put_multipart(&name(number)).await?;
        Ok(Writing(WriteMultipart::new_with_chunk_size(upload, self.part())))
    }

    /// The most memory, in bytes, that the writing of one file takes.
    pub fn memory(&self) -> usize {
        PARTS_IN_MEMORY * self.part()
    }

    /// The folder, if it is one.
    pub fn folder(&self) -> Option<&std::path::Path> {
        self.folder.as_deref()
    }

    fn part(&self) -> usize {
        if self.folder.is_some() { PART_TO_FOLDER } else { PART_TO_BUCKET }
    }

    /// A file's bytes, piece by piece.
    pub async fn read(&self, number: i64) -> Result<BoxStream<'static, Result<Bytes, Error>>, Error> {
        Ok(self.objects.get(&name(number)).await?.into_stream())
    }

    /// A file's size in bytes; `None` if it is not there.
    pub async fn size(&self, number: i64) -> Result<Option<u64>, Error> {
        match self.objects.head(&name(number)).await {
            Ok(found) => Ok(Some(found.size)),
            Err(Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Erases a file, or what a process that died has left of it.
    pub async fn erase(&self, number: i64) -> Result<(), Error> {
        if let Some(folder) = &self.folder {
            // What `object_store` calls a file that is being written; there is none but after a crash.
            let _ = tokio::fs::remove_file(folder.join(format!("{number}#1"))).await;
        }
        match self.objects.delete(&name(number)).await {
            Err(Error::NotFound { .. }) => Ok(()),
            outcome => outcome,
        }
    }

    /// Whether files can be had.
    pub async fn is_well(&self) -> bool {
        match &self.folder {
            Some(folder) => tokio::fs::metadata(folder).await.is_ok_and(|folder| folder.is_dir()),
            None => self.objects.list(None).next().await.is_none_or(|first| first.is_ok()),
        }
    }
}

/// A file that is being written: nobody sees it before the end.
pub(in crate::server) struct Writing(WriteMultipart);

impl Writing {
    /// Takes the next piece, as soon as those before are out of the way.
    pub async fn add(&mut self, piece: Bytes) -> Result<(), Error> {
        self.0.wait_for_capacity(PARTS_AT_ONCE).await?;
        self.0.put(piece);
        Ok(())
    }

    /// Ends the file. It is durable then.
    pub async fn finish(self) -> Result<(), Error> {
        self.0.finish().await.map(drop)
    }

    /// Throws away what was written.
    pub async fn abandon(self) {
        if let Err(error) = self.0.abort().await {
            tracing::warn!(%error, "an unfinished attachment was left in the storage");
        }
    }
}

fn name(number: i64) -> Path {
    Path::from(number.to_string())
}

/// Makes a folder that its owner alone may open: it will hold personal data.
fn make_private(path: &std::path::Path) -> std::io::Result<()> {
    if path.is_dir() {
        return Ok(());
    }
    let mut builder = std::fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}
