using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BackupDashboard.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "Alarms",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    OpenKey = table.Column<string>(type: "TEXT", nullable: true),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    Zone = table.Column<string>(type: "TEXT", nullable: false),
                    Subject = table.Column<string>(type: "TEXT", nullable: false),
                    Box = table.Column<string>(type: "TEXT", nullable: true),
                    Text = table.Column<string>(type: "TEXT", nullable: false),
                    RaisedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    AcknowledgedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    AcknowledgedById = table.Column<string>(type: "TEXT", nullable: true),
                    AcknowledgedByName = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Alarms", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "BackupsSeen",
                columns: table => new
                {
                    Zone = table.Column<string>(type: "TEXT", nullable: false),
                    Id = table.Column<string>(type: "TEXT", nullable: false),
                    KnowledgeBoxId = table.Column<string>(type: "TEXT", nullable: false),
                    Slug = table.Column<string>(type: "TEXT", nullable: false),
                    Title = table.Column<string>(type: "TEXT", nullable: false),
                    StartedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    FinishedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Size = table.Column<long>(type: "INTEGER", nullable: true),
                    FirstSeenAt = table.Column<long>(type: "INTEGER", nullable: false),
                    GoneAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Origin = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_BackupsSeen", x => new { x.Zone, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "BoxesSeen",
                columns: table => new
                {
                    Zone = table.Column<string>(type: "TEXT", nullable: false),
                    Id = table.Column<string>(type: "TEXT", nullable: false),
                    Slug = table.Column<string>(type: "TEXT", nullable: false),
                    Title = table.Column<string>(type: "TEXT", nullable: false),
                    FirstSeenAt = table.Column<long>(type: "INTEGER", nullable: false),
                    GoneAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_BoxesSeen", x => new { x.Zone, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "Fingerprints",
                columns: table => new
                {
                    Zone = table.Column<string>(type: "TEXT", nullable: false),
                    BackupId = table.Column<string>(type: "TEXT", nullable: false),
                    KnowledgeBoxId = table.Column<string>(type: "TEXT", nullable: false),
                    TakenAt = table.Column<long>(type: "INTEGER", nullable: false),
                    IsLate = table.Column<bool>(type: "INTEGER", nullable: false),
                    After_Fields = table.Column<long>(type: "INTEGER", nullable: true),
                    After_Paragraphs = table.Column<long>(type: "INTEGER", nullable: true),
                    After_Resources = table.Column<long>(type: "INTEGER", nullable: true),
                    After_Sentences = table.Column<long>(type: "INTEGER", nullable: true),
                    Before_Fields = table.Column<long>(type: "INTEGER", nullable: true),
                    Before_Paragraphs = table.Column<long>(type: "INTEGER", nullable: true),
                    Before_Resources = table.Column<long>(type: "INTEGER", nullable: true),
                    Before_Sentences = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Fingerprints", x => new { x.Zone, x.BackupId });
                });

            migrationBuilder.CreateTable(
                name: "JournalEvents",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "INTEGER", nullable: false),
                    OperationId = table.Column<Guid>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Content = table.Column<string>(type: "TEXT", nullable: false),
                    Hash = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_JournalEvents", x => x.Sequence);
                });

            migrationBuilder.CreateTable(
                name: "Operations",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", nullable: false),
                    Zone = table.Column<string>(type: "TEXT", nullable: false),
                    Target = table.Column<string>(type: "TEXT", nullable: false),
                    ActiveTarget = table.Column<string>(type: "TEXT", nullable: true),
                    KnowledgeBoxId = table.Column<string>(type: "TEXT", nullable: false),
                    KnowledgeBoxSlug = table.Column<string>(type: "TEXT", nullable: false),
                    NewSlug = table.Column<string>(type: "TEXT", nullable: true),
                    BackupId = table.Column<string>(type: "TEXT", nullable: true),
                    ActorId = table.Column<string>(type: "TEXT", nullable: false),
                    ActorName = table.Column<string>(type: "TEXT", nullable: false),
                    Via = table.Column<string>(type: "TEXT", nullable: false),
                    RequestedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    ConfirmedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    UpstreamId = table.Column<string>(type: "TEXT", nullable: true),
                    ProblemKind = table.Column<string>(type: "TEXT", nullable: true),
                    Reason = table.Column<string>(type: "TEXT", nullable: true),
                    Attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    CorrelationId = table.Column<string>(type: "TEXT", nullable: false),
                    RequestName = table.Column<string>(type: "TEXT", nullable: true),
                    BatchId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Content = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Operations", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "RestoreProgress",
                columns: table => new
                {
                    OperationId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Zone = table.Column<string>(type: "TEXT", nullable: false),
                    KnowledgeBoxId = table.Column<string>(type: "TEXT", nullable: false),
                    Slug = table.Column<string>(type: "TEXT", nullable: false),
                    SourceSlug = table.Column<string>(type: "TEXT", nullable: false),
                    AcceptedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    State = table.Column<string>(type: "TEXT", nullable: false),
                    FirstLookAt = table.Column<long>(type: "INTEGER", nullable: true),
                    AsOf = table.Column<long>(type: "INTEGER", nullable: true),
                    MovedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    UnchangedLooks = table.Column<int>(type: "INTEGER", nullable: false),
                    CompletedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    GoneAt = table.Column<long>(type: "INTEGER", nullable: true),
                    ResourcesPerSecond = table.Column<double>(type: "REAL", nullable: true),
                    Baseline_Kind = table.Column<string>(type: "TEXT", nullable: true),
                    Baseline_High_Fields = table.Column<long>(type: "INTEGER", nullable: true),
                    Baseline_High_Paragraphs = table.Column<long>(type: "INTEGER", nullable: true),
                    Baseline_High_Resources = table.Column<long>(type: "INTEGER", nullable: true),
                    Baseline_High_Sentences = table.Column<long>(type: "INTEGER", nullable: true),
                    Baseline_Low_Fields = table.Column<long>(type: "INTEGER", nullable: true),
                    Baseline_Low_Paragraphs = table.Column<long>(type: "INTEGER", nullable: true),
                    Baseline_Low_Resources = table.Column<long>(type: "INTEGER", nullable: true),
                    Baseline_Low_Sentences = table.Column<long>(type: "INTEGER", nullable: true),
                    Counters_Fields = table.Column<long>(type: "INTEGER", nullable: true),
                    Counters_Paragraphs = table.Column<long>(type: "INTEGER", nullable: true),
                    Counters_Resources = table.Column<long>(type: "INTEGER", nullable: true),
                    Counters_Sentences = table.Column<long>(type: "INTEGER", nullable: true),
                    RateFrom_At = table.Column<long>(type: "INTEGER", nullable: true),
                    RateFrom_Resources = table.Column<long>(type: "INTEGER", nullable: true),
                    RateNext_At = table.Column<long>(type: "INTEGER", nullable: true),
                    RateNext_Resources = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RestoreProgress", x => x.OperationId);
                });

            migrationBuilder.CreateTable(
                name: "Sessions",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", nullable: false),
                    ObjectId = table.Column<string>(type: "TEXT", nullable: false),
                    RefreshToken = table.Column<string>(type: "TEXT", nullable: false),
                    Claims = table.Column<string>(type: "TEXT", nullable: false),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ConfirmedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    EndsAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Sessions", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ZonesSeen",
                columns: table => new
                {
                    Slug = table.Column<string>(type: "TEXT", nullable: false),
                    FirstSeenAt = table.Column<long>(type: "INTEGER", nullable: false),
                    LastLookAt = table.Column<long>(type: "INTEGER", nullable: false)
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
                name: "BackupsSeen");

            migrationBuilder.DropTable(
                name: "BoxesSeen");

            migrationBuilder.DropTable(
                name: "Fingerprints");

            migrationBuilder.DropTable(
                name: "JournalEvents");

            migrationBuilder.DropTable(
                name: "Operations");

            migrationBuilder.DropTable(
                name: "RestoreProgress");

            migrationBuilder.DropTable(
                name: "Sessions");

            migrationBuilder.DropTable(
                name: "ZonesSeen");
        }
    }
}
