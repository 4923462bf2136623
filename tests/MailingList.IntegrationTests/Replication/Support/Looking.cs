using MailingList.IntegrationTests.Support;

namespace MailingList.IntegrationTests.Replication.Support;

/// <summary>What is on a host, in the words of tests.</summary>
internal static class Looking
{
    /// <summary>Who is subscribed, in the order of the addresses.</summary>
    internal static string[] SubscribersOf(this Sandbox host, string list) =>
        [.. host.Ok("export", list).Lines.Skip(1).Select(line => line.Split(',')[0]).Order(StringComparer.Ordinal)];

    /// <summary>Whom this host sent that post, in the order of the addresses; as it came, behind the list's own fields.</summary>
    internal static string[] RecipientsOf(this Sandbox host, byte[] post) =>
        [.. host.Copies().Where(copy => copy.Text.EndsWith(Some.Text(post), StringComparison.Ordinal)).SelectMany(copy => copy.Recipients).Order(StringComparer.Ordinal)];
}
