//! Questions left for a clerk: those that wait, those that are settled, and which row of a roster each is about.

use super::error::{Because, Doing};
use super::image::Image;
use super::store::Way;
use super::{Views, ViewsError, codec, key, question};
use crate::domain::review::Review;
use crate::ids::{ReviewId, Seq};

/// The image of a question.
pub(super) fn image(review: &Review, by: Seq) -> Result<Image, ViewsError> {
    let settled = !review.waits();
    let record = codec::encode(review).ok_or(ViewsError::TooLong { seq: by })?;
    let mut image = Image::row(key::review(settled, review.id), record);
    if let Some(fingerprint) = review.matter.fingerprint() {
        image.rows.insert(key::row(fingerprint, review.id), Vec::new());
    }
    question::add_review(review, &mut image);
    Ok(image)
}

impl Views {
    /// A question, waiting or settled.
    pub fn review(&self, id: ReviewId) -> Result<Option<Review>, ViewsError> {
        for settled in [false, true] {
            if let Some(bytes) = self.store.get(&key::review(settled, id))? {
                return self.heed(codec::decode(&bytes)).map(Some);
            }
        }
        Ok(None)
    }

    /// The first question about a row with this fingerprint, waiting or settled: it is not asked again.
    pub fn review_with_fingerprint(&self, fingerprint: &[u8; 16]) -> Result<Option<ReviewId>, ViewsError> {
        let rows = self.store.scan(&key::within(key::rows(fingerprint)), Way::Forward, 1)?;
        rows.first().map(|(key, _)| self.review_at_end(key)).transpose()
    }

    /// The number for the next question.
    pub fn next_review(&self) -> Result<ReviewId, ViewsError> {
        let mut last = ReviewId(0);
        for settled in [0, 1] {
            let range = key::within(key::key(key::REVIEW, &[&[settled]]));
            if let Some((key, _)) = self.store.scan(&range, Way::Backward, 1)?.first() {
                last = last.max(self.review_at_end(key)?);
            }
        }
        Ok(ReviewId(last.0.saturating_add(1)))
    }

    fn review_at_end(&self, key: &[u8]) -> Result<ReviewId, ViewsError> {
        let id = key.last_chunk::<4>().map(|bytes| ReviewId(u32::from_be_bytes(*bytes)));
        self.heed(id.ok_or(ViewsError::damaged(Doing::Reading, Because::Disagree)))
    }
}
