namespace BackupDashboard.Sandbox.Identity;

// The people of the sandbox's tenant. Their ids are fixed so that teams can be configured with them.
internal static class Residents
{
    public static readonly IReadOnlyList<Person> People =
    [
        new(new("0b1c7a52-6f0e-4f0a-9a53-1d5f0f6a1001"), "Amara Okafor", "amara.okafor@sandbox.example",
            ["BackupDashboard.Administrator"], [], "Administrator: may do everything, in every zone."),
        new(new("0b1c7a52-6f0e-4f0a-9a53-1d5f0f6a1002"), "Mateo Quispe", "mateo.quispe@sandbox.example",
            ["BackupDashboard.Operator"], [], "Operator: starts, restores and deletes backups in every zone."),
        new(new("0b1c7a52-6f0e-4f0a-9a53-1d5f0f6a1003"), "山田 葵", "aoi.yamada@sandbox.example",
            ["Team.Search"], [], "Member of the Search team."),
        new(new("0b1c7a52-6f0e-4f0a-9a53-1d5f0f6a1004"), "Priya Raman", "priya.raman@sandbox.example",
            ["Team.Support"], [IdentityServer.SupportGroupId],
            "Member of the Support team, by a role and by a directory group."),
        new(new("0b1c7a52-6f0e-4f0a-9a53-1d5f0f6a1005"), "Ingrid Sørensen", "ingrid.sorensen@sandbox.example",
            ["BackupDashboard.Auditor"], [], "Auditor: reads everything, changes nothing."),
        new(new("0b1c7a52-6f0e-4f0a-9a53-1d5f0f6a1006"), "Sam Whitlock", "sam.whitlock@sandbox.example",
            [], [], "Has no role at all: signs in and may do nothing."),
    ];

    public static readonly IReadOnlyList<Program> Programs =
    [
        new(new("7d0c5b1e-2f64-4d0b-8a4f-52c1e6b02001"), new("7d0c5b1e-2f64-4d0b-8a4f-52c1e6b03001"),
            "Nightly report", "report-secret", ["BackupDashboard.Auditor"], "Reads backups, changes nothing."),
        new(new("7d0c5b1e-2f64-4d0b-8a4f-52c1e6b02002"), new("7d0c5b1e-2f64-4d0b-8a4f-52c1e6b03002"),
            "Release pipeline", "pipeline-secret", ["BackupDashboard.Operator"], "Starts, restores and deletes backups."),
        new(new("7d0c5b1e-2f64-4d0b-8a4f-52c1e6b02003"), new("7d0c5b1e-2f64-4d0b-8a4f-52c1e6b03003"),
            "Forgotten script", "script-secret", [], "Has no role: gets a token that allows nothing."),
    ];
}
