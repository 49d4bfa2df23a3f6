using static BackupDashboard.Sandbox.Cloud.Seeding.Cadence;

namespace BackupDashboard.Sandbox.Cloud.Seeding;

/// <summary>The boxes of a company that many teams have used for years. Some titles are deliberately awkward.</summary>
internal static class SeedCatalog
{
    public static readonly SeedZone[] Zones =
    [
        new("europe-1", "Europe 1", "GCP",
        [
            new("docs-handbook", "Employee handbook", 240, Weekly),
            new("docs-product-manuals", "Product manuals", 5_400, Daily),
            new("docs-release-notes", "Release notes", 96, Weekly),
            new("docs-api-reference", "API reference", 410, Daily),
            new("docs-onboarding", "Onboarding: your first ninety days", 38, Monthly),
            new("support-tickets", "Support tickets", 38_000, Daily),
            new("support-knowledge-el", "Βάση γνώσεων υποστήριξης", 720, Weekly),
            new("support-knowledge-ru", "База знаний поддержки", 1_150, Weekly),
            new("support-chat-2025", "Chat transcripts 2025", 9_800, Monthly),
            new("legal-contracts", "Contracts", 14_200, Weekly),
            new("legal-policies", "Policies & procedures <current>", 310, Monthly),
            new("legal-gdpr", "Datenschutz: Auskünfte und Löschungen", 65, Monthly),
            new("legal-litigation-hold", "Litigation hold", 27_500, Once),
            new("hr-recruiting", "Recruiting", 880, Weekly),
            new("hr-benefits", "Prestations sociales et congés", 54, Monthly),
            new("hr-surveys", "Engagement surveys", 19, Never),
            new("search-website", "Website search", 2_300, Daily),
            new("search-intranet", "Intranet search", 6_700, Weekly),
            new("search-experiments", "Relevance experiments", 4, Never),
            new("sandbox_empty", "Empty on purpose", 0, Once),
            new("agent-helpdesk", "Helpdesk agent", 12, Never, BoxKind.Agent),
            new("legal-advisor", "Contract advisor", 8, Never, BoxKind.AgentWithoutMemory),
        ]),
        new("aws-us-east-2-1", "US East (Ohio)", "AWS",
        [
            new("docs-field-service", "Field service guides", 3_100, Weekly),
            new("docs-training-videos", "Training videos, transcribed", 418_000, Monthly),
            new("docs-spanish", "Documentación en español", 640, Monthly),
            new("support-us", "US support knowledge", 2_750, Daily),
            new("support-community", "Community forum", 11_900, Weekly),
            new("support-he", "מרכז הידע לתמיכה", 205, Monthly),
            new("support-ar", "قاعدة معارف الدعم", 330, Monthly),
            new("legal-sec-filings", "SEC filings", 8_300, Monthly),
            new("legal-patents", "Patents", 19_600, Weekly),
            new("hr-us-policies", "US policies", 47, Monthly),
            new("hr-payroll-faq", "Payroll: questions and answers", 6, Once),
            new("search-storefront", "Storefront search", 7_400, Daily),
            new("search-partners", "Partner portal", 1_020, Weekly),
            new("sales-proposals", "=Proposals 2026; \"won\", lost & open", 2_050, Monthly),
            new("sales-competitors", "Competitors", 143, Never),
            new("agent-storefront", "Storefront assistant", 22, Never, BoxKind.Agent),
            new("agent-router", "Question router", 1, Never, BoxKind.AgentWithoutMemory),
        ]),
        new("aws-ap-southeast-2-1", "Asia Pacific (Sydney)", "AWS",
        [
            new("docs-japanese", "製品マニュアル", 1_900, Weekly),
            new("docs-korean", "제품 설명서", 860, Monthly),
            new("docs-thai", "คู่มือผลิตภัณฑ์", 290, Monthly),
            new("support-apac", "APAC support knowledge", 4_300, Weekly),
            new("support-hindi", "सहायता ज्ञानकोश", 175, Monthly),
            new("support-calls-2026", "Call transcripts 2026", 52_000, Once),
            new("legal-apac", "APAC 法律文件", 2_600, Monthly),
            new("hr-australia", "Fair Work and leave, Australia", 33, Once),
            new("search-apac-site", "APAC website search", 1_450, Weekly),
            new("search-a-box-with-a-name-that-is-far-longer-than-any-column-of-any-table-likes",
                "A knowledge box whose title was written by a committee and so tells everything about its purpose and owners",
                580, Never),
            new("sales-apac", "Sales playbook APAC", 98, Never),
            new("agent-concierge", "コンシェルジュ", 15, Never, BoxKind.Agent),
        ]),
    ];
}
