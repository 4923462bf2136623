using System.Text.RegularExpressions;

using MailingList.IntegrationTests.Sharing.Support;
using MailingList.IntegrationTests.Support;

using Xunit;

namespace MailingList.IntegrationTests.Sharing;

/// <summary>The keys of tokens, and what `export --all --canonical` shows.</summary>
public sealed partial class RotateTests(OneConsul consul) : SharingTest(consul)
{
    [SharingFact]
    public void A_host_has_a_key_from_its_first_day_and_init_makes_no_second()
    {
        SharingHost host = Alone("mx1");
        Assert.Equal(1, Keys(host));
        host.Ok("init");
        Assert.Equal(1, Keys(host));
        Assert.Equal("new tokens are made with a new key; 2 keys are honoured\n", host.Ok("rotate").Output);
        Assert.Equal("new tokens are made with a new key; 2 keys are honoured\n", host.Ok("rotate").Output);
        Assert.Equal(2, Keys(host));
    }

    [SharingFact]
    public void A_new_key_is_every_hosts()
    {
        SharingHost first = Host("mx1").Join();
        SharingHost second = Host("mx2").Join();
        first.Ok("sync");
        Assert.Equal((2, 2), (Keys(first), Keys(second)));
        first.Ok("rotate");
        second.Ok("sync");
        Assert.Equal(Values(first), Values(second));
        Assert.Equal(2, Values(first).Length);
    }

    [SharingFact]
    public void The_canonical_export_is_the_same_on_hosts_that_agree_and_shows_no_key()
    {
        SharingHost first = Host("mx1");
        first.CreateList("dev", ["Ann Á <ann@a.example>", "bob@b.example"], "max-size=100k");
        first.Join();
        SharingHost second = Host("mx2").Join();
        second.CreateList("gone", ["carl@c.example"]);
        second.Ok("delete", "gone", "--yes");
        second.Ok("unsubscribe", "dev", "bob@b.example");
        second.Ok("rotate");

        string all = Agreed(first, second);
        Assert.Contains("Ann Á", all, StringComparison.Ordinal);
        Assert.Contains("\"deleted\":true", all, StringComparison.Ordinal);
        Assert.All(all.TrimEnd('\n').Split('\n'), line => System.Text.Json.JsonDocument.Parse(line).Dispose());
        string[] values = Values(first);
        Assert.NotEmpty(values);
        Assert.All(values, value => Assert.DoesNotContain(value, all, StringComparison.OrdinalIgnoreCase));
        foreach (string key in Store.Keys().Where(key => key != "secret"))
        {
            Assert.All(values, value => Assert.DoesNotContain(value, Store.Value(key)!, StringComparison.OrdinalIgnoreCase));
        }

        Assert.All(values, value => Assert.Contains(value, Store.Value("secret")!, StringComparison.Ordinal));
        Assert.DoesNotMatch(LongHex(), first.LogText + second.LogText + first.Run("status", "--json").Output);
    }

    [SharingTheory]
    [InlineData()]
    [InlineData("--all")]
    [InlineData("--canonical")]
    [InlineData("dev", "--all", "--canonical")]
    [InlineData("dev", "--canonical")]
    public void Half_of_the_options_are_refused(params string[] arguments)
    {
        Expect.Told(Alone("mx1").Run(["export", .. arguments]), 64, "name one list, or all of them with --all --canonical");
    }

    private static long Keys(SharingHost host) => host.Query("SELECT count(*) FROM secret WHERE deleted = 0");

    private static string[] Values(SharingHost host)
    {
        using Microsoft.Data.Sqlite.SqliteConnection connection = host.OpenDatabase();
        using Microsoft.Data.Sqlite.SqliteCommand command = connection.CreateCommand();
        command.CommandText = "SELECT value FROM secret WHERE deleted = 0 ORDER BY value";
        using Microsoft.Data.Sqlite.SqliteDataReader reader = command.ExecuteReader();
        var values = new List<string>();
        while (reader.Read())
        {
            values.Add(reader.GetString(0));
        }

        return [.. values];
    }

    [GeneratedRegex("[0-9a-f]{64}")]
    private static partial Regex LongHex();
}
