using Xunit;

namespace MailingList.TestSupport;

/// <summary>A test with a real Consul. In CI nothing is left out (scripts/test.sh).</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ConsulFactAttribute : FactAttribute
{
    public ConsulFactAttribute() => Skip = ConsulBinary.WhyNone;
}
