using System;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace BackupDashboard.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    [DbContext(typeof(PostgresContext))]
    [Migration("20261129000005_Initial")]
    public sealed class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "Alarms",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    OpenKey = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Kind = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Zone = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Subject = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Box = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Team = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Text = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Detail = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    RaisedAt = table.Column<long>(type: "bigint", nullable: false),
                    EndedAt = table.Column<long>(type: "bigint", nullable: true),
                    AcknowledgedAt = table.Column<long>(type: "bigint", nullable: true),
                    AcknowledgedById = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    AcknowledgedByName = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Alarms", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Approvers",
                columns: table => new
                {
                    ObjectId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    SeenAt = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Approvers", x => x.ObjectId);
                });

            migrationBuilder.CreateTable(
                name: "BackupsSeen",
                columns: table => new
                {
                    Zone = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    KnowledgeBoxId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Slug = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Title = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    StartedAt = table.Column<long>(type: "bigint", nullable: false),
                    FinishedAt = table.Column<long>(type: "bigint", nullable: true),
                    Size = table.Column<long>(type: "bigint", nullable: true),
                    FirstSeenAt = table.Column<long>(type: "bigint", nullable: false),
                    GoneAt = table.Column<long>(type: "bigint", nullable: true),
                    Origin = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_BackupsSeen", x => new { x.Zone, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "BoxesSeen",
                columns: table => new
                {
                    Zone = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Slug = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Title = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    FirstSeenAt = table.Column<long>(type: "bigint", nullable: false),
                    GoneAt = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_BoxesSeen", x => new { x.Zone, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "CalendarFeeds",
                columns: table => new
                {
                    ObjectId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Hash = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Teams = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    CreatedAt = table.Column<long>(type: "bigint", nullable: false),
                    EndsAt = table.Column<long>(type: "bigint", nullable: false),
                    ReadAt = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CalendarFeeds", x => x.ObjectId);
                });

            migrationBuilder.CreateTable(
                name: "ChannelReceipts",
                columns: table => new
                {
                    ChannelId = table.Column<Guid>(type: "uuid", nullable: false),
                    Content = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ChannelReceipts", x => x.ChannelId);
                });

            migrationBuilder.CreateTable(
                name: "ChannelSecrets",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Content = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ChannelSecrets", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "DatabaseOwners",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false),
                    Token = table.Column<Guid>(type: "uuid", nullable: false),
                    Since = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DatabaseOwners", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "DataProtectionKeys",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    FriendlyName = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Xml = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DataProtectionKeys", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Deliveries",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    ChannelId = table.Column<Guid>(type: "uuid", nullable: false),
                    State = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    CreatedAt = table.Column<long>(type: "bigint", nullable: false),
                    Content = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Deliveries", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Fingerprints",
                columns: table => new
                {
                    Zone = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    BackupId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    KnowledgeBoxId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    TakenAt = table.Column<long>(type: "bigint", nullable: false),
                    IsLate = table.Column<bool>(type: "boolean", nullable: false),
                    After_Fields = table.Column<long>(type: "bigint", nullable: true),
                    After_Paragraphs = table.Column<long>(type: "bigint", nullable: true),
                    After_Resources = table.Column<long>(type: "bigint", nullable: true),
                    After_Sentences = table.Column<long>(type: "bigint", nullable: true),
                    Before_Fields = table.Column<long>(type: "bigint", nullable: true),
                    Before_Paragraphs = table.Column<long>(type: "bigint", nullable: true),
                    Before_Resources = table.Column<long>(type: "bigint", nullable: true),
                    Before_Sentences = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Fingerprints", x => new { x.Zone, x.BackupId });
                });

            migrationBuilder.CreateTable(
                name: "JournalEvents",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "bigint", nullable: false),
                    OperationId = table.Column<Guid>(type: "uuid", nullable: false),
                    At = table.Column<long>(type: "bigint", nullable: false),
                    Content = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Hash = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_JournalEvents", x => x.Sequence);
                });

            migrationBuilder.CreateTable(
                name: "NotificationGroups",
                columns: table => new
                {
                    Key = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Content = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_NotificationGroups", x => x.Key);
                });

            migrationBuilder.CreateTable(
                name: "Operations",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Kind = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    State = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Zone = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Target = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ActiveTarget = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    KnowledgeBoxId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    KnowledgeBoxSlug = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    NewSlug = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    BackupId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ActorId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ActorName = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Via = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    RequestedAt = table.Column<long>(type: "bigint", nullable: false),
                    EndedAt = table.Column<long>(type: "bigint", nullable: true),
                    ConfirmedAt = table.Column<long>(type: "bigint", nullable: true),
                    UpstreamId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ProblemKind = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Reason = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Attempts = table.Column<int>(type: "integer", nullable: false),
                    CorrelationId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    RequestName = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    BatchId = table.Column<Guid>(type: "uuid", nullable: true),
                    Team = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ScheduleId = table.Column<Guid>(type: "uuid", nullable: true),
                    OccurrenceAt = table.Column<long>(type: "bigint", nullable: true),
                    Content = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Operations", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "RestoreProgress",
                columns: table => new
                {
                    OperationId = table.Column<Guid>(type: "uuid", nullable: false),
                    Zone = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    KnowledgeBoxId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Slug = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    SourceSlug = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    AcceptedAt = table.Column<long>(type: "bigint", nullable: false),
                    State = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    FirstLookAt = table.Column<long>(type: "bigint", nullable: true),
                    AsOf = table.Column<long>(type: "bigint", nullable: true),
                    MovedAt = table.Column<long>(type: "bigint", nullable: true),
                    ResourcesMovedAt = table.Column<long>(type: "bigint", nullable: true),
                    MostResources = table.Column<long>(type: "bigint", nullable: false),
                    UnchangedLooks = table.Column<int>(type: "integer", nullable: false),
                    CompletedAt = table.Column<long>(type: "bigint", nullable: true),
                    GoneAt = table.Column<long>(type: "bigint", nullable: true),
                    SourceGoneAt = table.Column<long>(type: "bigint", nullable: true),
                    ResourcesPerSecond = table.Column<double>(type: "double precision", nullable: true),
                    Baseline_Kind = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Baseline_High_Fields = table.Column<long>(type: "bigint", nullable: true),
                    Baseline_High_Paragraphs = table.Column<long>(type: "bigint", nullable: true),
                    Baseline_High_Resources = table.Column<long>(type: "bigint", nullable: true),
                    Baseline_High_Sentences = table.Column<long>(type: "bigint", nullable: true),
                    Baseline_Low_Fields = table.Column<long>(type: "bigint", nullable: true),
                    Baseline_Low_Paragraphs = table.Column<long>(type: "bigint", nullable: true),
                    Baseline_Low_Resources = table.Column<long>(type: "bigint", nullable: true),
                    Baseline_Low_Sentences = table.Column<long>(type: "bigint", nullable: true),
                    Counters_Fields = table.Column<long>(type: "bigint", nullable: true),
                    Counters_Paragraphs = table.Column<long>(type: "bigint", nullable: true),
                    Counters_Resources = table.Column<long>(type: "bigint", nullable: true),
                    Counters_Sentences = table.Column<long>(type: "bigint", nullable: true),
                    RateFrom_At = table.Column<long>(type: "bigint", nullable: true),
                    RateFrom_Resources = table.Column<long>(type: "bigint", nullable: true),
                    RateNext_At = table.Column<long>(type: "bigint", nullable: true),
                    RateNext_Resources = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RestoreProgress", x => x.OperationId);
                });

            migrationBuilder.CreateTable(
                name: "ScheduleHeads",
                columns: table => new
                {
                    ScheduleId = table.Column<Guid>(type: "uuid", nullable: false),
                    Version = table.Column<Guid>(type: "uuid", nullable: false),
                    NextAt = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ScheduleHeads", x => x.ScheduleId);
                });

            migrationBuilder.CreateTable(
                name: "Sessions",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ObjectId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    RefreshToken = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Claims = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ProviderSession = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    CreatedAt = table.Column<long>(type: "bigint", nullable: false),
                    AuthenticatedAt = table.Column<long>(type: "bigint", nullable: true),
                    ConfirmedAt = table.Column<long>(type: "bigint", nullable: false),
                    EndsAt = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Sessions", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ZonesSeen",
                columns: table => new
                {
                    Slug = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    FirstSeenAt = table.Column<long>(type: "bigint", nullable: false),
                    LastLookAt = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ZonesSeen", x => x.Slug);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Alarms_AcknowledgedAt",
                table: "Alarms",
                column: "AcknowledgedAt");

            migrationBuilder.CreateIndex(
                name: "IX_Alarms_OpenKey",
                table: "Alarms",
                column: "OpenKey",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_BackupsSeen_Zone_KnowledgeBoxId_FinishedAt",
                table: "BackupsSeen",
                columns: new[] { "Zone", "KnowledgeBoxId", "FinishedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_CalendarFeeds_Hash",
                table: "CalendarFeeds",
                column: "Hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Deliveries_ChannelId_CreatedAt",
                table: "Deliveries",
                columns: new[] { "ChannelId", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Deliveries_State",
                table: "Deliveries",
                column: "State");

            migrationBuilder.CreateIndex(
                name: "IX_JournalEvents_OperationId",
                table: "JournalEvents",
                column: "OperationId");

            migrationBuilder.CreateIndex(
                name: "IX_Operations_ActiveTarget",
                table: "Operations",
                column: "ActiveTarget",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Operations_ActorId_RequestName",
                table: "Operations",
                columns: new[] { "ActorId", "RequestName" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Operations_BatchId",
                table: "Operations",
                column: "BatchId");

            migrationBuilder.CreateIndex(
                name: "IX_Operations_EndedAt",
                table: "Operations",
                column: "EndedAt");

            migrationBuilder.CreateIndex(
                name: "IX_Operations_Kind_State",
                table: "Operations",
                columns: new[] { "Kind", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_Operations_RequestedAt",
                table: "Operations",
                column: "RequestedAt");

            migrationBuilder.CreateIndex(
                name: "IX_Operations_ScheduleId_OccurrenceAt",
                table: "Operations",
                columns: new[] { "ScheduleId", "OccurrenceAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Operations_UpstreamId",
                table: "Operations",
                column: "UpstreamId");

            migrationBuilder.CreateIndex(
                name: "IX_Operations_Zone_BackupId",
                table: "Operations",
                columns: new[] { "Zone", "BackupId" });

            migrationBuilder.CreateIndex(
                name: "IX_Operations_Zone_KnowledgeBoxSlug",
                table: "Operations",
                columns: new[] { "Zone", "KnowledgeBoxSlug" });

            migrationBuilder.CreateIndex(
                name: "IX_RestoreProgress_AcceptedAt",
                table: "RestoreProgress",
                column: "AcceptedAt");

            migrationBuilder.CreateIndex(
                name: "IX_Sessions_ConfirmedAt",
                table: "Sessions",
                column: "ConfirmedAt");

            migrationBuilder.CreateIndex(
                name: "IX_Sessions_EndsAt",
                table: "Sessions",
                column: "EndsAt");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Alarms");

            migrationBuilder.DropTable(
                name: "Approvers");

            migrationBuilder.DropTable(
                name: "BackupsSeen");

            migrationBuilder.DropTable(
                name: "BoxesSeen");

            migrationBuilder.DropTable(
                name: "CalendarFeeds");

            migrationBuilder.DropTable(
                name: "ChannelReceipts");

            migrationBuilder.DropTable(
                name: "ChannelSecrets");

            migrationBuilder.DropTable(
                name: "DatabaseOwners");

            migrationBuilder.DropTable(
                name: "DataProtectionKeys");

            migrationBuilder.DropTable(
                name: "Deliveries");

            migrationBuilder.DropTable(
                name: "Fingerprints");

            migrationBuilder.DropTable(
                name: "JournalEvents");

            migrationBuilder.DropTable(
                name: "NotificationGroups");

            migrationBuilder.DropTable(
                name: "Operations");

            migrationBuilder.DropTable(
                name: "RestoreProgress");

            migrationBuilder.DropTable(
                name: "ScheduleHeads");

            migrationBuilder.DropTable(
                name: "Sessions");

            migrationBuilder.DropTable(
                name: "ZonesSeen");
        }
    }
}
