//! The bytes of attachments: in a folder of this computer, or in an S3 bucket.

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

/// The smallest part of a multipart upload that S3 accepts, apart from the last part.
const BUCKET_PART_BYTES: usize = 5 * 1024 * 1024;
const FOLDER_PART_BYTES: usize = 256 * 1024;
/// Parts of one file that are uploaded at the same time.
const CONCURRENT_PARTS: usize = 2;
/// Parts of one file in memory: those being uploaded, and the one being filled.
const PARTS_IN_MEMORY: usize = CONCURRENT_PARTS + 1;

/// The location of the attachments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AttachmentLocation {
    /// A folder, created if it does not exist.
    Folder(PathBuf),
    /// A bucket and a prefix, such as `s3://bucket/prefix`. The `AWS_…` environment variables hold the
    /// endpoint and the credentials.
    Bucket(Url),
}

impl FromStr for AttachmentLocation {
    type Err = String;

    /// Parses the value of `--attachments`: a URL with the scheme `s3`, or the path of a folder.
    fn from_str(text: &str) -> Result<Self, String> {
        if !text.contains("://") {
            return Ok(Self::Folder(text.into()));
        }
        let url: Url =
            text.parse().map_err(|error| format!("{error}; expected a URL such as s3://bucket/prefix"))?;
        if url.scheme() != "s3" {
            return Err("expected a folder, or a bucket such as s3://bucket/prefix".to_owned());
        }
        Ok(Self::Bucket(url))
    }
}

impl fmt::Display for AttachmentLocation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Folder(path) => path.display().fmt(f),
            Self::Bucket(url) => url.fmt(f),
        }
    }
}

/// An opened location. Each file in it has a number.
#[derive(Debug)]
pub struct FileStore {
    objects: Arc<dyn ObjectStore>,
    folder: Option<PathBuf>,
}

impl FileStore {
    /// Creates the folder if necessary, or configures the client of the bucket.
    pub fn open(location: &AttachmentLocation) -> Result<Self, Error> {
        match location {
            AttachmentLocation::Folder(path) => {
                create_private(path)
                    .map_err(|error| Error::Generic { store: "folder", source: error.into() })?;
                let objects = LocalFileSystem::new_with_prefix(path)?.with_fsync(true);
                Ok(Self { objects: Arc::new(objects), folder: Some(path.clone()) })
            }
            AttachmentLocation::Bucket(url) => {
                // Fails if the process has installed a provider before.
                let _ = rustls::crypto::ring::default_provider().install_default();
                let environment = std::env::vars().filter(|(name, _)| name.starts_with("AWS_"));
                let (objects, prefix) = parse_url_opts(url, environment)?;
                Ok(Self { objects: Arc::new(PrefixStore::new(objects, prefix)), folder: None })
            }
        }
    }

    /// Begins to write a file.
    pub async fn create(&self, number: i64) -> Result<FileWriter, Error> {
        let upload = self.objects.put_multipart(&name(number)).await?;
        Ok(FileWriter(WriteMultipart::new_with_chunk_size(upload, self.part_bytes())))
    }

    /// Returns the most memory, in bytes, that writing one file takes.
    pub fn write_memory(&self) -> usize {
        PARTS_IN_MEMORY * self.part_bytes()
    }

    /// Returns the folder, if the location is one.
    pub fn folder(&self) -> Option<&std::path::Path> {
        self.folder.as_deref()
    }

    fn part_bytes(&self) -> usize {
        if self.folder.is_some() { FOLDER_PART_BYTES } else { BUCKET_PART_BYTES }
    }

    /// Returns a file's bytes as a stream of chunks.
    pub async fn read(&self, number: i64) -> Result<BoxStream<'static, Result<Bytes, Error>>, Error> {
        Ok(self.objects.get(&name(number)).await?.into_stream())
    }

    /// Returns a file's size in bytes; `None` if it does not exist.
    pub async fn size(&self, number: i64) -> Result<Option<u64>, Error> {
        match self.objects.head(&name(number)).await {
            Ok(found) => Ok(Some(found.size)),
            Err(Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Erases a file, or the incomplete file that a killed process has left.
    pub async fn erase(&self, number: i64) -> Result<(), Error> {
        if let Some(folder) = &self.folder {
            // The name that `object_store` gives to a file being written. It exists only after a crash.
            let _ = tokio::fs::remove_file(folder.join(format!("{number}#1"))).await;
        }
        match self.objects.delete(&name(number)).await {
            Err(Error::NotFound { .. }) => Ok(()),
            outcome => outcome,
        }
    }

    /// Returns whether the folder exists, or the bucket responds.
    pub async fn is_available(&self) -> bool {
        match &self.folder {
            Some(folder) => tokio::fs::metadata(folder).await.is_ok_and(|folder| folder.is_dir()),
            None => self.objects.list(None).next().await.is_none_or(|first| first.is_ok()),
        }
    }
}

/// A file being written. It can't be read before `finish`.
pub struct FileWriter(WriteMultipart);

impl FileWriter {
    /// Adds the next chunk. Waits if too many parts are being uploaded.
    pub async fn add(&mut self, chunk: Bytes) -> Result<(), Error> {
        self.0.wait_for_capacity(CONCURRENT_PARTS).await?;
        self.0.put(chunk);
        Ok(())
    }

    /// Completes the file. It is durable afterwards.
    pub async fn finish(self) -> Result<(), Error> {
        self.0.finish().await.map(drop)
    }

    /// Drops the incomplete file.
    pub async fn abort(self) {
        if let Err(error) = self.0.abort().await {
            tracing::warn!(%error, "an incomplete attachment was left in the storage");
        }
    }
}

fn name(number: i64) -> Path {
    Path::from(number.to_string())
}

/// Creates a folder that only its owner may open, since it holds personal data.
fn create_private(path: &std::path::Path) -> std::io::Result<()> {
    if path.is_dir() {
        return Ok(());
    }
    let mut builder = std::fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}
