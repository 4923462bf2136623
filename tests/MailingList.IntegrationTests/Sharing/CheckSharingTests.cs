using MailingList.IntegrationTests.Sharing.Support;
using MailingList.IntegrationTests.Support;

using Microsoft.Data.Sqlite;

using Xunit;

namespace MailingList.IntegrationTests.Sharing;

/// <summary>What a host of a cluster says of mail, and what it leaves to others.</summary>
public sealed class CheckSharingTests(OneConsul consul) : SharingTest(consul)
{
    private static Result Check(SharingHost host, string recipient, string sender = "ann@a.example") => host.Run("check", "--sender", sender, "--recipient", recipient);

    [SharingFact]
    public void What_is_said_for_all_lists_holds_on_all_hosts()
    {
        SharingHost first = Host("mx1").Join();
        SharingHost second = Host("mx2").Join();
        string list = first.CreateList("dev", ["ann@a.example"]);
        first.Ok("deny", "add", "--all", "*@*.spam.example", "--note", "ann: sells shoes");
        first.Ok("header-rule", "add", list, "X-Spam-Flag: YES", "reject");
        second.Ok("sync");

        Assert.Equal("at RCPT, by the rule denied: deny *@*.spam.example for all lists: ann: sells shoes", Check(second, list, "eve@x.spam.example").Lines[1]);
        Assert.Contains("X-Spam-Flag: YES", second.Ok("header-rule", "show", list).Output, StringComparison.Ordinal);
        Agreed(first, second);
    }

    [SharingFact]
    public void A_list_that_nobody_knows_is_refused_as_long_as_the_others_are_heard()
    {
        SharingHost host = Host("mx1").Join();
        host.CreateList("dev", ["ann@a.example"]);
        Assert.Equal(67, Check(host, "users@lists.example.org").ExitCode);

        using (SqliteConnection connection = host.OpenDatabase())
        using (SqliteCommand longAgo = connection.CreateCommand())
        {
            longAgo.CommandText = "UPDATE exchange SET exchange = exchange - 3600000";
            longAgo.ExecuteNonQuery();
        }

        Expect.TryAgain(Check(host, "users@lists.example.org"), "no such list here as far as this host knows");
        Assert.Equal(0, Check(host, "dev@lists.example.org").ExitCode);
    }
}
