using Xunit;

namespace MailingList.TestSupport;

/// <summary>A test with a real Consul, once for each row of data.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ConsulTheoryAttribute : TheoryAttribute
{
    public ConsulTheoryAttribute() => Skip = ConsulBinary.WhyNone;
}
