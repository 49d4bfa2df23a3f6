using BackupDashboard.Storage;
using Microsoft.EntityFrameworkCore;

namespace BackupDashboard.Tests.Shared;

/// <summary>A migrated database of a test's own, and what can happen to it.</summary>
internal interface ITestDatabase : IDisposable
{
    IDbContextFactory<DashboardContext> Contexts { get; }

    void AddTo(Dictionary<string, string?> settings);

    void Lose();

    void Recover();

    bool HasCopy { get; }

    void Copy();

    void PutBack();

    /// <summary>Past the dashboard, as an administrator of the database would.</summary>
    void Execute(string sql);

    /// <summary>From now on an administrator can change events of the journal.</summary>
    void UnguardHistory();

    /// <summary>From now on the database accepts no new operation.</summary>
    void RefuseOperations();

    /// <summary>Whatever is stored, as text.</summary>
    string Read();
}
