//! The portal's own words, in the two languages it answers in.

use super::problem::RequestError;
use axum::http::{HeaderMap, header};

/// A language of the portal's answers. The engine's own problems come in any language it has words for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// 正體中文
    ZhHant,
    /// English
    En,
}

impl Language {
    /// The language for a tag, such as a submission's `locale`; Chinese for every other.
    pub fn of_tag(tag: &str) -> Self {
        let english = tag.get(..2).is_some_and(|start| start.eq_ignore_ascii_case("en"));
        if english { Self::En } else { Self::ZhHant }
    }

    /// The first language that the browser asks for.
    pub fn of_request(headers: &HeaderMap) -> Self {
        let asked = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
        Self::of_tag(asked.unwrap_or_default().trim())
    }

    /// Its BCP 47 tag.
    pub fn tag(self) -> &'static str {
        match self {
            Self::ZhHant => "zh-Hant",
            Self::En => "en",
        }
    }
}

/// What the person reads on the receipt beside the reference.
pub fn received(language: Language) -> &'static str {
    match language {
        Language::ZhHant => "本府已經收到。請記下案件編號，查詢時使用。",
        Language::En => "We have received your form. Quote the reference number if you contact us.",
    }
}

/// What is said of a filing time that is more than a day from the server's clock.
pub fn clock_differs(language: Language) -> &'static str {
    match language {
        Language::ZhHant => "送件時間與本府的時鐘相差超過一天。校正裝置的日期與時間後，再送出一次。",
        Language::En => {
            "Your device’s date or time is more than a day out. Correct it, then send the form again."
        }
    }
}

/// What is said of a submission's file that did not arrive, or arrived as another one.
pub fn file_not_here(language: Language) -> &'static str {
    match language {
        Language::ZhHant => "本府沒有完整收到這個檔案。移除後重新選擇，再送出一次。",
        Language::En => {
            "We do not have this file in full. Remove it, choose it again, then send the form again."
        }
    }
}

/// The title of the page on which the staff sign in.
pub fn sign_in(language: Language) -> &'static str {
    match language {
        Language::ZhHant => "承辦人登入",
        Language::En => "Staff sign-in",
    }
}

/// What is said of a wrong token.
pub fn wrong_token(language: Language) -> &'static str {
    match language {
        Language::ZhHant => "通行碼不正確。",
        Language::En => "That is not the token.",
    }
}

/// What is said after many wrong tokens, in place of looking at another one.
pub fn too_many_guesses(language: Language) -> &'static str {
    match language {
        Language::ZhHant => "通行碼錯了太多次。一分鐘後再試。",
        Language::En => "There were too many wrong tokens. Try again in a minute.",
    }
}

/// What a portal without a token asks for in place of it.
pub fn where_the_secret_is(language: Language) -> &'static str {
    match language {
        Language::ZhHant => "請開啟本服務啟動時印出的收件匣網址，或輸入網址中 key= 之後的密鑰。",
        Language::En => {
            "Open the address of the inbox that this service printed at its start, or type what follows key= in it."
        }
    }
}

/// A channel by its code; a code that is not known stands for itself.
pub fn channel(code: &str, language: Language) -> &str {
    match (code, language) {
        ("web", Language::ZhHant) => "網路",
        ("web", Language::En) => "Web",
        ("counter", Language::ZhHant) => "臨櫃",
        ("counter", Language::En) => "Counter",
        ("kiosk", Language::ZhHant) => "自助機",
        ("kiosk", Language::En) => "Kiosk",
        ("outreach", Language::ZhHant) => "外展服務",
        ("outreach", Language::En) => "Outreach",
        (other, _) => other,
    }
}

/// What somebody says of themselves, without proof.
pub fn claimed(said: &str, language: Language) -> String {
    match language {
        Language::ZhHant => format!("{said}（送件人自稱）"),
        Language::En => format!("{said} (claimed by the sender)"),
    }
}

/// An error's title and detail.
pub fn of_error(error: &RequestError, language: Language) -> (&'static str, &'static str) {
    match language {
        Language::ZhHant => in_chinese(error),
        Language::En => in_english(error),
    }
}

fn in_chinese(error: &RequestError) -> (&'static str, &'static str) {
    match error {
        RequestError::NotJsonMediaType => {
            ("內容類型不符", "送件的 Content-Type 必須是 application/json，且不得另行壓縮。")
        }
        RequestError::BodyTooLarge => {
            ("送件太大", "送件含附件不得超過 16 MB。減少附件，或縮小檔案後再送出。")
        }
        RequestError::UnsupportedFileType => (
            "檔案類型不符",
            "只收 PDF、JPEG、PNG、WebP 檔。Content-Type 必須與檔案內容相符，且不得另行壓縮。",
        ),
        RequestError::FileEncrypted => ("檔案有密碼", "PDF 設了密碼，本府打不開。解除密碼後再送出。"),
        RequestError::FileTooLarge => ("檔案太大", "檔案超過本府接受的大小。縮小後再送出。"),
        RequestError::FileKeyMissing => {
            ("缺少檔案鍵", "標頭 Idempotency-Key 必須恰有一個，內容是檔案的 id，前後加雙引號。")
        }
        RequestError::FileKeyReused => {
            ("同一檔案鍵已有不同的檔案", "這個 id 已收過內容不同的檔案。不同的檔案要用新的 id。")
        }
        RequestError::BodyTimeout => {
            ("傳送逾時", "傳送中斷太久，本府沒有收到完整的送件。以同一組鍵再送一次。")
        }
        RequestError::BodyIncomplete => ("傳送中斷", "本府沒有收到完整的送件。以同一組鍵再送一次。"),
        RequestError::KeyMissing => {
            ("缺少送件鍵", "標頭 Idempotency-Key 必須恰有一個，內容是送件的 id，前後加雙引號。")
        }
        RequestError::KeyMismatch => ("送件鍵與內容不符", "標頭 Idempotency-Key 必須與送件的 id 相同。"),
        RequestError::KeyReused => (
            "這一份先前已經收到",
            "收到的那一份內容不同，可能是從另一個分頁送出的。要再送更正後的內容，請用新的 id。",
        ),
        RequestError::NotJson => ("內容無法讀取", "送件必須是以 UTF-8 編碼的一份 JSON。"),
        RequestError::Invalid(_) => ("送件有需要更正的地方", "依下列各項更正後，再送出一次。"),
        RequestError::TooManyRequests { .. } => {
            ("請求太頻繁", "稍候再試；要等幾秒，列在回應的 Retry-After 標頭。")
        }
        RequestError::QuotaExceeded { .. } => (
            "送來的資料太多",
            "這個網路位址一小時內送來的資料已達上限。要等幾秒再送，列在回應的 Retry-After 標頭。",
        ),
        RequestError::Busy => {
            ("現在較忙", "同時送來的大型附件太多，本府還沒有收下這一份。稍候以同一組鍵再送一次。")
        }
        RequestError::StorageFull => {
            ("暫時無法收檔", "本府的儲存空間已達上限，這一份沒有收下。稍候以同一組鍵再送一次。")
        }
        RequestError::StaffOnly => (
            "僅供承辦人",
            "在 /sign-in 登入，或以 Authorization: Bearer 附上通行碼。沒有通行碼時，用啟動時印出的密鑰。",
        ),
        RequestError::LoopbackOnly => (
            "不提供給其他電腦",
            "沒有設定通行碼時，收件匣只能在執行本服務的電腦上，不經代理伺服器開啟；對網路開放的服務則不開啟。",
        ),
        RequestError::CrossOrigin => ("不是由本站送出", "請求是由其他網站的網頁送出的，本站沒有執行。"),
        RequestError::NotFound => ("查無此頁", "網址可能有誤，或內容已移除。"),
        RequestError::MethodNotAllowed => ("不支援這種請求方法", "可用的方法列在回應的 Allow 標頭。"),
        RequestError::Unavailable => ("暫時無法收件", "本府這次沒有收下送件。稍候以同一組鍵再送一次。"),
    }
}

fn in_english(error: &RequestError) -> (&'static str, &'static str) {
    match error {
        RequestError::NotJsonMediaType => (
            "Unsupported media type",
            "Send the submission as Content-Type application/json, without a content coding.",
        ),
        RequestError::BodyTooLarge => {
            ("The submission is too large", "At most 16 MB with attachments. Send fewer or smaller files.")
        }
        RequestError::UnsupportedFileType => (
            "Unsupported type of file",
            "Send a PDF, JPEG, PNG or WebP file as what it is in Content-Type, without a content coding.",
        ),
        RequestError::FileEncrypted => (
            "The file has a password",
            "The PDF cannot be opened without a password. Remove it, then send the file again.",
        ),
        RequestError::FileTooLarge => ("The file is too large", "Send a smaller file."),
        RequestError::FileKeyMissing => {
            ("No idempotency key", "Send exactly one Idempotency-Key header: the file's id in double quotes.")
        }
        RequestError::FileKeyReused => (
            "The idempotency key was used before",
            "Another file was received under this id. A different file needs a new id.",
        ),
        RequestError::BodyTimeout => {
            ("The request timed out", "The submission did not arrive whole. Send it again with the same key.")
        }
        RequestError::BodyIncomplete => {
            ("The request broke off", "The submission did not arrive whole. Send it again with the same key.")
        }
        RequestError::KeyMissing => (
            "No idempotency key",
            "Send exactly one Idempotency-Key header: the submission's id in double quotes.",
        ),
        RequestError::KeyMismatch => {
            ("The idempotency key is another", "The Idempotency-Key header must equal the submission's id.")
        }
        RequestError::KeyReused => (
            "This form was received before",
            "What was received says something else; perhaps it was sent from another tab. A corrected one needs a new id.",
        ),
        RequestError::NotJson => ("Unreadable content", "The submission must be one JSON document in UTF-8."),
        RequestError::Invalid(_) => {
            ("Some answers need correcting", "Correct what is listed here, then file again.")
        }
        RequestError::TooManyRequests { .. } => {
            ("Too many requests", "Wait for the seconds that the Retry-After header names, then try again.")
        }
        RequestError::QuotaExceeded { .. } => (
            "Too much data",
            "This network address has sent as much as it may in an hour. Wait for the seconds that the Retry-After header names, then try again.",
        ),
        RequestError::Busy => (
            "Busy",
            "Too many large attachments arrive at this moment; this one was not taken. Send it again shortly with the same key.",
        ),
        RequestError::StorageFull => (
            "No room",
            "The storage is as full as it may be; this was not taken. Send it again later with the same key.",
        ),
        RequestError::StaffOnly => (
            "For staff only",
            "Sign in at /sign-in, or send the token as Authorization: Bearer. Without a token, the secret that was printed at start is it.",
        ),
        RequestError::LoopbackOnly => (
            "Not for other computers",
            "Without a staff token, the inbox opens only on the computer that runs this service, not by way of a proxy, and not while the service listens to the network.",
        ),
        RequestError::CrossOrigin => {
            ("Not sent by this site", "A page of another site sent this request. Nothing was done.")
        }
        RequestError::NotFound => ("Not found", "The address may be mistyped, or the content removed."),
        RequestError::MethodNotAllowed => {
            ("Method not allowed", "The Allow header of this response lists what is.")
        }
        RequestError::Unavailable => (
            "Temporarily unavailable",
            "The submission was not taken this time. Send it again later with the same key.",
        ),
    }
}
