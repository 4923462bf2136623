namespace MailingList.Milter.Tests.Support;

/// <summary>What a test needs of the machine, and why it is left out where that is not there. In CI nothing is left out (scripts/test.sh).</summary>
internal static class Requirements
{
    internal static string? WhyNotRoot { get; } = Environment.IsPrivilegedProcess ? null : "needs root: groups, namespaces";

    internal static string? WhyNoPostfix { get; } = WhyNotRoot ?? (File.Exists("/usr/sbin/postfix") ? null : "needs Postfix: apt-get install postfix");

    internal static string? WhyNoMiltertest { get; } = File.Exists("/usr/bin/miltertest") ? null : "needs miltertest: apt-get install miltertest";
}

/// <summary>A test that needs root.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RootFactAttribute : FactAttribute
{
    public RootFactAttribute() => Skip = Requirements.WhyNotRoot;
}

/// <summary>A test with a real Postfix.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PostfixFactAttribute : FactAttribute
{
    public PostfixFactAttribute() => Skip = Requirements.WhyNoPostfix;
}

/// <summary>A test with a real Postfix, once for each row of data.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PostfixTheoryAttribute : TheoryAttribute
{
    public PostfixTheoryAttribute() => Skip = Requirements.WhyNoPostfix;
}

/// <summary>A test with OpenDKIM's miltertest, once for each row of data.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class MiltertestTheoryAttribute : TheoryAttribute
{
    public MiltertestTheoryAttribute() => Skip = Requirements.WhyNoMiltertest;
}
