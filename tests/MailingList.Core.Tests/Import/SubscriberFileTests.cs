using System.Globalization;
using System.Text;

using MailingList.Core.Failures;
using MailingList.Core.Import;
using MailingList.Core.Lists;
using MailingList.Core.Tests.Support;

namespace MailingList.Core.Tests.Import;

public sealed class SubscriberFileTests
{
    private static List<ImportLine> Read(string text)
    {
        using var file = new StringReader(text);
        return [.. SubscriberFile.Read(file)];
    }

    private static IEnumerable<string> Shown(string text) => Read(text).Select(line => line.Request is { } request
        ? $"{line.Number}: {request.Address} {request.Name ?? "-"} {request.Delivery?.ToString() ?? "-"} {request.Posting?.ToString() ?? "-"}"
        : $"{line.Number}: refused");

    [Fact]
    public void A_line_is_an_address_with_or_without_a_name()
    {
        Assert.Equal(
            ["1: anna@example.org - - -", "2: berta@example.org Berta - -", "3: carl@example.org Berg, Carl - -", "4: dora@example.org - - -"],
            Shown("anna@example.org\nBerta <berta@example.org>\n\"Berg, Carl\" <carl@example.org>\n  <dora@example.org>  "));
    }

    [Fact]
    public void Empty_lines_and_remarks_mean_nothing_and_are_counted()
    {
        Assert.Equal(
            ["3: anna@example.org - - -", "6: berta@example.org - - -"],
            Shown("\n# remark\nanna@example.org\n   \n  # another\nberta@example.org\n\n"));
    }

    [Fact]
    public void A_line_that_cannot_be_read_is_refused_with_its_number_and_a_reason()
    {
        List<ImportLine> lines = Read("anna@example.org\nno address\nberta@example.org\n");

        Assert.Equal([1, 2, 3], lines.Select(line => line.Number));
        Assert.Equal("'no address' has no @", lines[1].Refusal);
        Assert.Null(lines[1].Request);
        Assert.Null(lines[0].Refusal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n  \n")]
    [InlineData("# nobody\n")]
    [InlineData("address,name\n")]
    [InlineData("address")]
    public void A_file_may_name_nobody(string text)
    {
        Assert.Empty(Read(text));
    }

    [Fact]
    public void A_CSV_header_names_the_columns_in_any_order_and_case()
    {
        Assert.Equal(
            ["2: anna@example.org Anna None Allow", "3: berta@example.org  Each Default"],
            Shown("Name, \"POSTING\",address ,delivery\nAnna,allow,anna@example.org,none\n,Default, berta@example.org ,EACH\n"));
    }

    [Fact]
    public void A_cell_that_is_empty_or_missing_asks_for_nothing()
    {
        Assert.Equal(
            ["2: anna@example.org  - -", "3: berta@example.org Berta - -", "4: carl@example.org - - -"],
            Shown("address,name,delivery,posting\nanna@example.org,,,\nberta@example.org,Berta\ncarl@example.org\n"));
    }

    [Fact]
    public void Own_posts_and_vacation_are_read_where_they_are_there()
    {
        IEnumerable<(bool?, DateOnly?)> read = Read("address,own-posts,vacation\na@x.example,OFF,2027-01-31\nb@x.example,on,off\nc@x.example,,\nd@x.example\n")
            .Select(line => (line.Request?.OwnPosts, line.Request?.Vacation));

        Assert.Equal([(false, new DateOnly(2027, 1, 31)), (true, DateOnly.MinValue), (null, null), (null, null)], read);
    }

    [Theory]
    [InlineData(null, DeliveryMode.Each, PostingRight.Default, true, null, "Anna@example.org,,each,default,on,off")]
    [InlineData("Berg, \"Anna\"", DeliveryMode.None, PostingRight.Deny, false, "2027-01-31", "Anna@example.org,\"Berg, \"\"Anna\"\"\",none,deny,off,2027-01-31")]
    public void A_subscriber_comes_back_from_their_line(string? name, DeliveryMode delivery, PostingRight posting, bool ownPosts, string? vacation, string line)
    {
        DateOnly? until = vacation is null ? null : DateOnly.ParseExact(vacation, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        var subscriber = new Subscriber(Some.Address("Anna@example.org"), name, delivery, posting, ownPosts, until, "shell", Some.Stamp);

        Assert.Equal(line, SubscriberFile.Line(subscriber));
        Assert.Equal(
            new SubscriberRequest(subscriber.Address, name ?? string.Empty, delivery, posting, ownPosts, until ?? DateOnly.MinValue),
            Assert.Single(Read($"{string.Join(',', SubscriberFile.Columns)}\n{line}\n")).Request);
    }

    [Fact]
    public void A_header_may_name_the_address_alone()
    {
        Assert.Equal(["2: anna@example.org - - -", "4: berta@example.org - - -"], Shown("address\nanna@example.org\n\nberta@example.org\n"));
    }

    [Fact]
    public void Quoted_cells_over_several_lines_keep_the_numbers_of_lines()
    {
        List<ImportLine> lines = Read("address,name\n\"anna@example.org\",\"Anna\nthe \"\"quick\"\",\nBerg\"\nnobody,x\n\ncarl@example.org,\"a\r\nb\"\r\ndora@example.org,D\r\n");

        Assert.Equal([2, 5, 7, 9], lines.Select(line => line.Number));
        Assert.Equal("anna@example.org: has a control character in the name", lines[0].Refusal);
        Assert.Equal("'nobody' has no @", lines[1].Refusal);
        Assert.Equal("D", lines[3].Request?.Name);
    }

    [Fact]
    public void With_a_header_a_line_that_begins_with_a_hash_is_a_line_like_others()
    {
        Assert.Equal(["2: #anna@example.org Anna - -", "3: berta@example.org Berta - -"], Shown("address,name\n#anna@example.org,Anna\nberta@example.org,Berta\n"));
    }

    [Fact]
    public void Blank_lines_in_front_of_the_header_are_counted()
    {
        Assert.Equal(["4: anna@example.org Anna - -"], Shown("\n \naddress,name\nanna@example.org,Anna\n"));
    }

    [Theory]
    [InlineData("anna,x,each,default", "'anna' has no @")]
    [InlineData(",x,each,default", "'' has no @")]
    [InlineData("anna@example.org,x,daily,default", "anna@example.org: delivery 'daily' is none of each, none")]
    [InlineData("anna@example.org,x,0,default", "anna@example.org: delivery '0' is none of each, none")]
    [InlineData("anna@example.org,x,each,maybe", "anna@example.org: posting 'maybe' is none of default, allow, deny")]
    [InlineData("anna@example.org,x,each,default,yes", "anna@example.org: own-posts 'yes' is none of on, off")]
    [InlineData("anna@example.org,x,each,default,on,today", "anna@example.org: vacation 'today' is not a day such as 2027-01-31, or off")]
    [InlineData("anna@example.org,x,each,default,on,2027-02-29", "anna@example.org: vacation '2027-02-29' is not a day such as 2027-01-31, or off")]
    [InlineData("anna@example.org,x,each,default,on,off,more", "has 7 cells where the header has 6")]
    public void Bad_cells_are_refused_with_a_reason(string record, string reason)
    {
        List<ImportLine> lines = Read($"address,name,delivery,posting,own-posts,vacation\n{record}\nberta@example.org,Berta\n");

        Assert.Equal((2L, reason), (lines[0].Number, lines[0].Refusal));
        Assert.Equal("berta@example.org", lines[1].Request?.Address.Text);
    }

    [Fact]
    public void An_unknown_column_is_a_mistake_of_the_whole_file()
    {
        Failure refused = Assert.Throws<Failure>(() => Read("\naddress,colour\nanna@example.org,blue\n"));

        Assert.Equal(FailureKind.BadData, refused.Kind);
        Assert.Contains("line 2: column 'colour'", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Broken_quoting_is_a_mistake_of_the_whole_file_with_its_line()
    {
        Failure refused = Assert.Throws<Failure>(() => Read("address,name\nanna@example.org,Anna\nberta@example.org,\"B\"x\n"));

        Assert.Equal(FailureKind.BadData, refused.Kind);
        Assert.Contains("line 3", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Broken_quoting_in_the_first_record_is_no_other_mistake()
    {
        Assert.Equal(FailureKind.BadData, Assert.Throws<Failure>(() => Read("address,name\nberta@example.org,\"B\"x\n")).Kind);
    }

    [Fact]
    public void A_cell_that_is_too_long_to_be_one_is_a_mistake_of_the_whole_file()
    {
        Failure refused = Assert.Throws<Failure>(() => Read($"address,name\nanna@example.org,\"{new string('x', 1 << 20)}\"\n"));

        Assert.Equal(FailureKind.BadData, refused.Kind);
    }

    [Theory]
    [InlineData("anna@example.org\n")]
    [InlineData("address,name\nanna@example.org,x\n")]
    public void A_byte_order_mark_is_no_part_of_the_file(string text)
    {
        using var bytes = new MemoryStream([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text)]);
        using var file = new StreamReader(bytes);

        Assert.Equal("anna@example.org", Assert.Single(SubscriberFile.Read(file)).Request?.Address.Text);
    }

    [Fact]
    public void What_a_decoder_could_not_read_is_refused()
    {
        using var bytes = new MemoryStream([(byte)'a', 0xff, .. "@example.org\n"u8]);
        using var file = new StreamReader(bytes);

        Assert.Contains("UTF-8", Assert.Single(SubscriberFile.Read(file)).Refusal, StringComparison.Ordinal);
    }
}
