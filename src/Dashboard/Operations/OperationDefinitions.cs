using BackupDashboard.Access;
using BackupDashboard.Journal;
using BackupDashboard.Operations.Kinds;

namespace BackupDashboard.Operations;

internal static class OperationDefinitions
{
    extension(Operation operation)
    {
        public OperationDefinition Definition => OperationDefinition.Of(operation.Kind);

        public Right Right => operation.Definition.Right;
    }
}
