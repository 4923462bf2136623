using Xunit;

namespace MailingList.IntegrationTests.Support;

/// <summary>A test of the native executable.</summary>
internal sealed class ExecutableFactAttribute : FactAttribute
{
    public ExecutableFactAttribute() => Skip = Requirements.WhyNoExecutable;
}

/// <summary>A test that needs root.</summary>
internal sealed class RootFactAttribute : FactAttribute
{
    public RootFactAttribute() => Skip = Requirements.WhyNotRoot;
}

/// <summary>A test with a real Postfix.</summary>
internal sealed class PostfixFactAttribute : FactAttribute
{
    public PostfixFactAttribute() => Skip = Requirements.WhyNoPostfix;
}

/// <summary>A test with a real Exim.</summary>
internal sealed class EximFactAttribute : FactAttribute
{
    public EximFactAttribute() => Skip = Requirements.WhyNoExim;
}

/// <summary>A test with a real Exim, once for each row of data.</summary>
internal sealed class EximTheoryAttribute : TheoryAttribute
{
    public EximTheoryAttribute() => Skip = Requirements.WhyNoExim;
}

/// <summary>A test with hosts that have network namespaces of their own and real Consul servers.</summary>
internal sealed class ClusterFactAttribute : FactAttribute
{
    public ClusterFactAttribute() => Skip = Requirements.WhyNoCluster;
}

/// <summary>A test of the native executable, once for each row of data.</summary>
internal sealed class ExecutableTheoryAttribute : TheoryAttribute
{
    public ExecutableTheoryAttribute() => Skip = Requirements.WhyNoExecutable;
}

/// <summary>A test that needs root, once for each row of data.</summary>
internal sealed class RootTheoryAttribute : TheoryAttribute
{
    public RootTheoryAttribute() => Skip = Requirements.WhyNotRoot;
}

/// <summary>A test of the native executable with a real Consul.</summary>
internal sealed class SharingFactAttribute : FactAttribute
{
    public SharingFactAttribute() => Skip = Requirements.WhyNotShared;
}

/// <summary>A test with a real Consul and a real Postfix.</summary>
internal sealed class SharingPostfixFactAttribute : FactAttribute
{
    public SharingPostfixFactAttribute() => Skip = Requirements.WhyNotShared ?? Requirements.WhyNoPostfix;
}

/// <summary>A test with a real Consul, a real Postfix and a real Exim.</summary>
internal sealed class SharingMtasFactAttribute : FactAttribute
{
    public SharingMtasFactAttribute() => Skip = Requirements.WhyNotShared ?? Requirements.WhyNoPostfix ?? Requirements.WhyNoExim;
}

/// <summary>A test of the native executable with a real Consul, once for each row of data.</summary>
internal sealed class SharingTheoryAttribute : TheoryAttribute
{
    public SharingTheoryAttribute() => Skip = Requirements.WhyNotShared;
}

/// <summary>A test with a real Postfix in which days pass.</summary>
internal sealed class ClockFactAttribute : FactAttribute
{
    public ClockFactAttribute() => Skip = Requirements.WhyNoClock;
}
