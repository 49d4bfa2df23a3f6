using System.Text.Json.Serialization;

namespace BackupDashboard.Nuclia.Wire;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    RespectNullableAnnotations = true,
    Converters = [typeof(UtcTimeConverter)])]
[JsonSerializable(typeof(AccountAnswer))]
[JsonSerializable(typeof(ZoneAnswer[]))]
[JsonSerializable(typeof(BackupAnswer[]))]
[JsonSerializable(typeof(KnowledgeBoxAnswer[]))]
[JsonSerializable(typeof(CountersAnswer))]
[JsonSerializable(typeof(IdAnswer))]
[JsonSerializable(typeof(CreateBackupRequest))]
[JsonSerializable(typeof(RestoreBackupRequest))]
internal sealed partial class NucliaJson : JsonSerializerContext;
