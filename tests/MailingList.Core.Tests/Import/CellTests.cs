using CsCheck;

using MailingList.Core.Import;

namespace MailingList.Core.Tests.Import;

public sealed class CellTests
{
    // What a name may hold (DisplayName): everything but control characters.
    private static readonly string[] Nasty = ["\"", ",", "#", " ", "'", ";", "<", ">", "\\", "ä", "😀", "\"\"", "=1+1"];

    private static readonly Gen<string> Name =
        Gen.Frequency((1, Gen.Int[0, Nasty.Length - 1].Select(at => Nasty[at])), (1, Gen.Char.AlphaNumeric.Select(char.ToString)))
            .Array[0, 20]
            .Select(string.Concat);

    [Theory]
    [InlineData("Anna", "Anna")]
    [InlineData("", "")]
    [InlineData("Berg, Anna", "\"Berg, Anna\"")]
    [InlineData("the \"quick\"", "\"the \"\"quick\"\"\"")]
    [InlineData("two\nlines", "\"two\nlines\"")]
    [InlineData(" blank", "\" blank\"")]
    [InlineData("o'neill; x", "o'neill; x")]
    public void A_cell_is_quoted_where_it_has_to_be(string text, string cell)
    {
        Assert.Equal(cell, SubscriberFile.Cell(text));
    }

    [Fact]
    public void What_is_exported_is_what_is_imported()
    {
        Name.Array[1, 8].Sample(
            names =>
            {
                string text = "address,name\n" + string.Concat(names.Select((name, i) => $"a{i}@example.org,{SubscriberFile.Cell(name)}\n"));
                using var file = new StringReader(text);
                return SubscriberFile.Read(file).Select(line => line.Request?.Name).SequenceEqual(names.Select(name => name.Trim()));
            },
            iter: 5_000);
    }

    [Fact]
    public void The_name_may_stand_first()
    {
        Name.Sample(
            name =>
            {
                using var file = new StringReader($"name,address\n{SubscriberFile.Cell(name)},anna@example.org\nx,b@example.org\n");
                return SubscriberFile.Read(file).Select(line => line.Request?.Name).SequenceEqual([name.Trim(), "x"]);
            },
            iter: 5_000);
    }
}
