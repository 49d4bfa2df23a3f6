/// <summary>.NET asks for this name before it loads an assembly into a program: here for what <c>ClockApart</c> says to the host.</summary>
internal static class StartupHook
{
    public static void Initialize()
    {
        // That it is loaded is all.
    }
}
