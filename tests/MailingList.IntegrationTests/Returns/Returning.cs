using MailingList.IntegrationTests.Support;
using MailingList.TestSupport;

using Xunit;

namespace MailingList.IntegrationTests.Returns;

/// <summary>The world outside of a sandbox that does not take everything.</summary>
internal static class Returning
{
    /// <summary>Distributes a post; the copy that somebody got.</summary>
    internal static Copy PostTo(this Sandbox sandbox, string list, string recipient)
    {
        Expect.Done(sandbox.Deliver(list, Some.Post()));
        return sandbox.Copies().Last(copy => copy.Recipients.Contains(recipient));
    }

    /// <summary>A host elsewhere returns a copy.</summary>
    internal static void Return(this Sandbox sandbox, Copy copy, string recipient, string status = "5.1.1", string said = "550 5.1.1 User unknown") =>
        Expect.Done(sandbox.Deliver(copy.ReturnPath, Notification.Of(recipient, status, said), sender: string.Empty));

    /// <summary>The probe that went out.</summary>
    internal static Copy Probe(this Sandbox sandbox, string to) =>
        Assert.Single(sandbox.Copies(), copy => copy.Recipients is [var only] && only == to && copy.Text.Contains("Auto-Submitted: ", StringComparison.Ordinal) && copy.ReturnPath.Length > 0);
}
