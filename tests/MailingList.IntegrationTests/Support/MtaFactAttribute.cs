using System.ComponentModel;

using Xunit;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace MailingList.IntegrationTests.Support;

/// <summary>A test of a class that is there once for each MTA. It is skipped where that class's MTA cannot be had.</summary>
[XunitTestCaseDiscoverer("MailingList.IntegrationTests.Support." + nameof(MtaFactDiscoverer), "MailingList.IntegrationTests")]
internal sealed class MtaFactAttribute : FactAttribute;

/// <summary>Finds those tests, which are in the abstract classes, in their sealed ones.</summary>
internal sealed class MtaFactDiscoverer(IMessageSink diagnostics) : FactDiscoverer(diagnostics)
{
    /// <inheritdoc/>
    protected override IXunitTestCase CreateTestCase(ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo factAttribute) =>
        new MtaTestCase(DiagnosticMessageSink, discoveryOptions.MethodDisplayOrDefault(), discoveryOptions.MethodDisplayOptionsOrDefault(), testMethod);
}

/// <summary>One of them.</summary>
internal sealed class MtaTestCase : XunitTestCase
{
    /// <summary>For the runner, which reads it from a file.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [Obsolete("only for the runner")]
    public MtaTestCase()
    {
    }

    internal MtaTestCase(IMessageSink diagnostics, TestMethodDisplay display, TestMethodDisplayOptions options, ITestMethod method)
        : base(diagnostics, display, options, method)
    {
    }

    /// <inheritdoc/>
    protected override string? GetSkipReason(IAttributeInfo factAttribute) =>
        TestMethod.TestClass.TestCollection.DisplayName switch
        {
            PostfixHost.Name => Requirements.WhyNoPostfix,
            EximHost.Name => Requirements.WhyNoExim,
            string other => throw new InvalidOperationException($"{TestMethod.TestClass.Class.Name} is in the collection '{other}', which has no MTA"),
        };
}
