//! The words of the portal in Chinese (Taiwan).

// Tables: long, and different words may have the same text.
#![allow(clippy::too_many_lines, clippy::match_same_arms)]

use super::{PortalWord, Reason};

pub(super) fn word(word: PortalWord) -> &'static str {
    match word {
        // Frame of the public pages.
        PortalWord::SiteTitle => "{title}｜範例縣政府全球資訊網",
        PortalWord::SiteDescription => {
            "範例縣政府全球資訊網：便民服務、民防業務與線上申辦。本站為示範，範例縣並不存在。"
        }
        PortalWord::SkipToMain => "跳到主要內容區塊",
        PortalWord::TopNavigation => "上方導覽區",
        PortalWord::Home => "回首頁",
        PortalWord::SiteMap => "網站導覽",
        PortalWord::MagistratesMailbox => "縣長信箱",
        PortalWord::CountyName => "範例縣政府",
        PortalWord::CountyNameTranslated => "Sample County Government",
        PortalWord::SearchLabel => "全站搜尋",
        PortalWord::SearchHint => "輸入關鍵字",
        PortalWord::SearchButton => "搜尋",
        PortalWord::MainMenu => "主選單",
        PortalWord::MenuCounty => "認識本縣",
        PortalWord::MenuNews => "最新消息",
        PortalWord::MenuServices => "便民服務",
        PortalWord::MenuCivilDefence => "民防專區",
        PortalWord::Breadcrumb => "麵包屑",
        PortalWord::BreadcrumbHome => "首頁",
        PortalWord::MainContent => "中央內容區",
        PortalWord::RelatedInformation => "相關資訊",
        PortalWord::Contact => "承辦單位",
        PortalWord::ContactUnit => "範例縣警察局民防管制中心",
        PortalWord::Telephone => "電話",
        PortalWord::TelephoneNumber => "(00) 0000-0000 分機 000",
        PortalWord::Address => "地址",
        PortalWord::ContactAddress => "範例縣範例市示範路 1 號 2 樓",
        PortalWord::Hours => "時間",
        PortalWord::HoursDays => "週一至週五",
        PortalWord::HoursTimes => "8:00–12:00、13:30–17:30",
        PortalWord::OnlineForms => "線上申辦",
        PortalWord::PaperForms => "紙本表格（參考格式）",
        PortalWord::Law => "相關法規",
        PortalWord::LawCivilDefence => "民防法",
        PortalWord::LawCivilDefenceUnits => "民防團隊編組訓練演習服勤及支援軍事勤務辦法",
        PortalWord::LawPersonalData => "個人資料保護法",
        PortalWord::Footer => "下方功能區",
        PortalWord::FooterName => "範例縣政府",
        PortalWord::FooterAddress => "　範例縣範例市示範路 1 號",
        PortalWord::FooterTelephone => "總機 (00) 0000-0000　服務時間：週一至週五 8:00–12:00、13:30–17:30",
        PortalWord::FooterEmail => "電子信箱 service@county.example",
        PortalWord::FooterPrivacy => "隱私權政策",
        PortalWord::FooterSecurity => "資訊安全政策",
        PortalWord::FooterOpenData => "政府網站資料開放宣告",
        PortalWord::FooterNote => {
            "範例縣並不存在。這是「櫃台」表單的示範網站，送出的內容只留在執行它的電腦上。"
        }
        // Pages with a form.
        PortalWord::ExemptionTitle => "免除召集申請",
        PortalWord::ExemptionLead => {
            "民防人員接到召集通知，因為傷病、家人重病等原因不能報到，可以在這裡申請免除召集，由召集您的民防團隊決定。**沒有准許以前，還是要照通知報到。**"
        }
        PortalWord::ChangeReportTitle => "民防人員異動報告",
        PortalWord::ChangeReportLead => {
            "民防人員的職務、戶籍、工作單位等有異動時，由本人、原服務單位或編組機關（構）在這裡填報。"
        }
        PortalWord::CauseEndedTitle => "免參加編組原因消滅陳報",
        PortalWord::CauseEndedLead => {
            "以前申請過免參加民防團隊編組的人，原因一不存在，就要馬上通知縣（市）政府，在這裡陳報就可以。"
        }
        PortalWord::PetitionTitle => "陳情",
        PortalWord::PetitionLead => "對縣政有建議、疑問，或權益受損，請在這裡告訴我們。",
        PortalWord::SurveyTitle => "滿意度調查",
        PortalWord::SurveyLead => "請告訴我們服務得好不好。不記名，大約一分鐘。",
        PortalWord::MandateTitle => "委任書",
        PortalWord::DeclarationTitle => "聲明書",
        PortalWord::FormUnavailable => "請用下面的方式辦理：",
        PortalWord::PrintForm => "印一份空白表格，寫好以後交給承辦單位",
        PortalWord::FormUnavailableContact => {
            "請打電話 (00) 0000-0000 分機 000，或在上班時間到範例縣範例市示範路 1 號 2 樓，用紙本辦理。"
        }
        PortalWord::BareTitle => "表單",
        PortalWord::KioskTitle => "自助服務",
        PortalWord::KioskQuestion => "您要辦哪一件事？",
        PortalWord::KioskExemption => "接到民防召集通知，可是不能去",
        PortalWord::KioskChangeReport => "民防人員的職務、戶籍、工作單位等有異動",
        PortalWord::KioskCauseEnded => "以前不用參加民防編組，現在原因沒有了",
        PortalWord::KioskPetition => "有建議、疑問，或權益受損",
        PortalWord::KioskSurvey => "告訴我們服務得好不好，不用寫姓名",
        PortalWord::KioskStart => "回到開始的畫面",
        PortalWord::TwoTitle => "兩份申請",
        PortalWord::TwoLead => {
            "同一頁上的兩份申請，互不影響。例如同一次訓練分兩梯次召集時，每一梯次各申請一次。"
        }
        PortalWord::TwoFirst => "第一梯次",
        PortalWord::TwoSecond => "第二梯次",
        PortalWord::TwoUnavailable => "線上申請目前無法顯示，請打電話 (00) 0000-0000 分機 000。",
        // Other public pages.
        PortalWord::SearchTitle => "搜尋結果",
        PortalWord::SearchLead => "示範網站沒有可以搜尋的內容。",
        PortalWord::BackToExemption => "回到免除召集申請",
        PortalWord::MissingTitle => "查無此頁",
        PortalWord::MissingLead => "網址可能有誤，或內容已移除。",
        PortalWord::AboutTitle => "關於本示範網站",
        PortalWord::AboutLead => {
            "「範例縣」並不存在。這個網站示範縣市政府如何把「櫃台」的申辦表單放進自己的網頁。"
        }
        PortalWord::AboutContents => "可以看什麼",
        PortalWord::AboutForms => "[免除召集申請](/)（[English](/en)）：縣府網頁上的表單",
        PortalWord::AboutTwo => "[同一頁上的兩份申請](/two)",
        PortalWord::AboutBare => "[單獨的表單](/bare?workflow=exemption)：屬性由網址決定",
        PortalWord::AboutKiosk => "[自助服務機的開始畫面](/kiosk)：大按鈕，用完就清除",
        PortalWord::AboutInbox => "[收件匣](/inbox)：承辦人看到的送件，只能在執行本網站的電腦上開啟",
        PortalWord::AboutData => "送出的內容",
        PortalWord::AboutDataText => {
            "只存在執行本網站的電腦上的資料庫，不會傳給任何機關。其他連結都是示意，會回到這一頁。"
        }
        PortalWord::ProblemsTitle => "收件端點的問題類型",
        PortalWord::ProblemsLead => {
            "收件端點 `POST /api/submissions` 以 `application/problem+json`（RFC 9457）說明沒有收件的原因，其中的 `type` 指向本頁。"
        }
        PortalWord::ProblemHeading => "{title}（{status}）",
        PortalWord::ProblemInvalid => {
            "送件不符合表單的規則。`errors` 逐項列出位置（`pointer`）、代碼（`code`）、法條（`cite`）與說明（`detail`）。更正後的送件用新的 `id`。"
        }
        PortalWord::ProblemNotJson => "本文不是以 UTF-8 編碼的 JSON。",
        PortalWord::ProblemKeyMissing => {
            "每次送件、每個先送的檔案都要有一個 `Idempotency-Key` 標頭，內容是它的 `id`，前後加雙引號。重送時，鍵與本文都不變。"
        }
        PortalWord::ProblemKeyMismatch => "`Idempotency-Key` 與送件的 `id` 不同。",
        PortalWord::ProblemKeyReused => "這個 `id` 已收過另一份內容。每份送件、每個檔案的 `id` 只能用一次。",
        PortalWord::OtherProblems => "沒有列在這裡的原因",
        PortalWord::OtherProblemsText => {
            "其他回應的 `type` 是 `about:blank`，意思就是 HTTP 狀態碼本身的意思。遇到 408、429、503 時，等 `Retry-After` 標頭所列的秒數（沒有這個標頭就稍候），以同一組鍵重送即可。"
        }
        // Responses of the intake.
        PortalWord::Received => "本府已經收到。請記下案件編號，查詢時使用。",
        PortalWord::ClockDiffers => "送件時間與本府的時鐘相差超過一天。請先調好日期和時間，再送一次。",
        PortalWord::FileMissing => "本府沒有完整收到這個檔案。請移除後重新選擇，再送一次。",
        // Sign-in of the staff.
        PortalWord::SignInTitle => "承辦人登入",
        PortalWord::SignIn => "登入",
        PortalWord::SignOut => "登出",
        PortalWord::StaffToken => "通行碼",
        PortalWord::WrongToken => "通行碼不正確。",
        PortalWord::TooManyGuesses => "通行碼錯了太多次。一分鐘後再試。",
        PortalWord::WhereTheSecretIs => "請開啟本服務啟動時印出的收件匣網址，或輸入網址中 key= 之後的密鑰。",
        // Inbox.
        PortalWord::InboxTitle => "{title}｜範例縣政府收件匣",
        PortalWord::Inbox => "範例縣政府收件匣",
        PortalWord::LocalStaffOnly => "僅供本機承辦人",
        PortalWord::Submissions => "送件一覽",
        PortalWord::NoSubmissions => "沒有送件。",
        PortalWord::OlderSubmissions => "更早的送件",
        PortalWord::BackToSubmissions => "回送件一覽",
        PortalWord::SubmissionTitle => "案件編號 {reference}",
        PortalWord::SubmissionData => "送件資料",
        PortalWord::Reference => "案件編號",
        PortalWord::Workflow => "業務",
        PortalWord::Name => "姓名",
        PortalWord::FiledAt => "送件時間",
        PortalWord::ReceivedAt => "收件時間",
        PortalWord::Channel => "管道",
        PortalWord::Clerk => "代填人員",
        PortalWord::Locale => "使用語言",
        PortalWord::SubmissionId => "送件識別碼",
        PortalWord::Original => "原始檔",
        PortalWord::Download => "下載",
        PortalWord::PrintSubmission => "列印這份送件",
        PortalWord::DownloadOriginal => "下載原始檔（JSON）",
        PortalWord::ExportXlsx => "匯出試算表（XLSX）",
        PortalWord::ExportCsv => "匯出給程式讀取（CSV）",
        PortalWord::OtherAnswers => "其他",
        PortalWord::Attachments => "附件",
        PortalWord::AcceptedNotices => "已同意事項",
        PortalWord::Acceptance => "{time}（版本 {version}）",
        PortalWord::FileDescription => "{type}，{size} KB",
        PortalWord::LabelSeparator => "：",
        PortalWord::ListSeparator => "、",
        PortalWord::RowSeparator => "；",
        PortalWord::ChannelWeb => "網路",
        PortalWord::ChannelCounter => "臨櫃",
        PortalWord::ChannelKiosk => "自助機",
        PortalWord::ChannelOutreach => "外展服務",
        PortalWord::Claimed => "{text}（送件人自稱）",
    }
}

pub(super) fn reason(reason: Reason) -> (&'static str, &'static str) {
    match reason {
        Reason::NotJsonMediaType => {
            ("內容類型不符", "送件的 Content-Type 必須是 application/json，且不得另行壓縮。")
        }
        Reason::BodyTooLarge => ("送件太大", "送件含附件不得超過 16 MB。減少附件，或縮小檔案後再送出。"),
        Reason::UnsupportedFileType => (
            "檔案類型不符",
            "只收 PDF、JPEG、PNG、WebP 檔。Content-Type 必須與檔案內容相符，且不得另行壓縮。",
        ),
        Reason::FileEncrypted => ("檔案有密碼", "PDF 設了密碼，本府打不開。解除密碼後再送出。"),
        Reason::FileTooLarge => ("檔案太大", "檔案超過本府接受的大小。縮小後再送出。"),
        Reason::FileKeyMissing => {
            ("缺少檔案鍵", "標頭 Idempotency-Key 必須恰有一個，內容是檔案的 id，前後加雙引號。")
        }
        Reason::FileKeyReused => {
            ("同一檔案鍵已有不同的檔案", "這個 id 已收過內容不同的檔案。不同的檔案要用新的 id。")
        }
        Reason::BodyTimeout => ("傳送逾時", "傳送中斷太久，本府沒有收到完整的送件。以同一組鍵再送一次。"),
        Reason::BodyIncomplete => ("傳送中斷", "本府沒有收到完整的送件。以同一組鍵再送一次。"),
        Reason::KeyMissing => {
            ("缺少送件鍵", "標頭 Idempotency-Key 必須恰有一個，內容是送件的 id，前後加雙引號。")
        }
        Reason::KeyMismatch => ("送件鍵與內容不符", "標頭 Idempotency-Key 必須與送件的 id 相同。"),
        Reason::KeyReused => (
            "這一份先前已經收到",
            "收到的那一份內容不同，可能是從另一個分頁送出的。要再送更正後的內容，請用新的 id。",
        ),
        Reason::NotJson => ("內容無法讀取", "送件必須是以 UTF-8 編碼的一份 JSON。"),
        Reason::Invalid => ("送件有需要更正的地方", "依下列各項更正後，再送出一次。"),
        Reason::TooManyRequests => ("請求太頻繁", "稍候再試；要等幾秒，列在回應的 Retry-After 標頭。"),
        Reason::QuotaExceeded => (
            "送來的資料太多",
            "這個網路位址一小時內送來的資料已達上限。要等幾秒再送，列在回應的 Retry-After 標頭。",
        ),
        Reason::Busy => {
            ("現在較忙", "同時送來的大型附件太多，本府還沒有收下這一份。稍候以同一組鍵再送一次。")
        }
        Reason::StorageFull => {
            ("暫時無法收檔", "本府的儲存空間已達上限，這一份沒有收下。稍候以同一組鍵再送一次。")
        }
        Reason::StaffOnly => (
            "僅供承辦人",
            "在 /sign-in 登入，或以 Authorization: Bearer 附上通行碼。沒有通行碼時，用啟動時印出的密鑰。",
        ),
        Reason::LoopbackOnly => (
            "不提供給其他電腦",
            "沒有設定通行碼時，收件匣只能在執行本服務的電腦上，不經代理伺服器開啟；對網路開放的服務則不開啟。",
        ),
        Reason::CrossOrigin => ("不是由本站送出", "請求是由其他網站的網頁送出的，本站沒有執行。"),
        Reason::NotFound => ("查無此頁", "網址可能有誤，或內容已移除。"),
        Reason::MethodNotAllowed => ("不支援這種請求方法", "可用的方法列在回應的 Allow 標頭。"),
        Reason::Unavailable => ("暫時無法收件", "本府這次沒有收下送件。稍候以同一組鍵再送一次。"),
    }
}
