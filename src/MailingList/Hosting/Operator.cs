using MailingList.Core.Subscriptions;

namespace MailingList.Hosting;

/// <summary>The person at the shell.</summary>
internal static class Operator
{
    // sudo(8) and su(1) say who it was; asked before the program becomes its own user.
    private static readonly string[] Variables = ["SUDO_USER", "LOGNAME", "USER"];

    /// <summary>What the log of events says of what they do.</summary>
    internal static Cause Cause(string origin = Core.Subscriptions.Cause.Shell) =>
        new(origin, Variables.Select(Environment.GetEnvironmentVariable).FirstOrDefault(name => !string.IsNullOrWhiteSpace(name)) ?? Environment.UserName);
}
