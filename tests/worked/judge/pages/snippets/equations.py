"""What the equations of the pages are made of."""

two_weights, one_two, half_thirty, thousand_two = [0.72, 0.28], [1, 2], [0.5, 30], [1000, 2]
pairs, eighth, kilo, thousand, faded = [[1, 2], [3, 4]], [1, 8], [2, 10], [10, 3], [0.9, 29]
quarter, many, two_three, three = [1, 4], 4500, [2, 3], 3
five_fifths, thousand_one, up, half_two = [5, 0.2], [1000, 1], [-3, 5], [0.5, 2]
uneven = [[1], [2, 3]]
