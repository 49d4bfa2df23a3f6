using System.Text.Json.Serialization;

namespace BackupDashboard.Nuclia.Wire;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    RespectNullableAnnotations = true,
    Converters = [typeof(UtcTimeConverter), typeof(ZoneEntryConverter), typeof(BackupEntryConverter), typeof(KnowledgeBoxEntryConverter)])]
[JsonSerializable(typeof(AccountAnswer))]
[JsonSerializable(typeof(PersonalTokenAnswer[]))]
[JsonSerializable(typeof(Entry<ZoneAnswer>), TypeInfoPropertyName = "ZoneAnswerEntry")]
[JsonSerializable(typeof(ZoneAnswer))]
[JsonSerializable(typeof(Entry<BackupAnswer>), TypeInfoPropertyName = "BackupAnswerEntry")]
[JsonSerializable(typeof(BackupAnswer))]
[JsonSerializable(typeof(Entry<KnowledgeBoxAnswer>), TypeInfoPropertyName = "KnowledgeBoxAnswerEntry")]
[JsonSerializable(typeof(KnowledgeBoxAnswer))]
[JsonSerializable(typeof(CountersAnswer))]
[JsonSerializable(typeof(CatalogAnswer))]
[JsonSerializable(typeof(CatalogRequest))]
[JsonSerializable(typeof(IdAnswer))]
[JsonSerializable(typeof(CreateBackupRequest))]
[JsonSerializable(typeof(RestoreBackupRequest))]
internal sealed partial class NucliaJson : JsonSerializerContext;
